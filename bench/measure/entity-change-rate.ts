import { type Api, inParallel } from "@/bench/support/api";

const CALLERS = 16;

/** Returns the changes of entities accepted a second, from 16 callers at once. Each changes an entity of its own once. */
export async function measureEntityChangeRate(input: { api: Api; slug: string; ids: readonly string[] }): Promise<number> {
  const { api, slug, ids } = input;
  const score = Math.random();
  const startedAt = performance.now();
  await inParallel(ids, CALLERS, (id) => api.patchEntity(slug, id, { score }));
  return ids.length / ((performance.now() - startedAt) / 1000);
}
