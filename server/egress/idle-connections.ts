interface Droppable {
  dropConnection(): void;
}

/** Bounds how many connections stay open with nothing to do: past `max`, the one that has been idle longest is closed. */
export class IdleConnections {
  private readonly clients = new Set<Droppable>();
  private readonly max: number;

  constructor(max: number) {
    this.max = max;
  }

  get size(): number {
    return this.clients.size;
  }

  add(client: Droppable): void {
    this.clients.add(client);
    if (this.clients.size <= this.max) return;
    for (const oldest of this.clients) {
      this.clients.delete(oldest);
      oldest.dropConnection();
      return;
    }
  }

  remove(client: Droppable): void {
    this.clients.delete(client);
  }
}
