/** The fields of a member of a line. Only the line writes them. */
export interface LineMember<Member extends LineMember<Member>> {
  line: Line<Member> | undefined;
  before: Member | undefined;
  behind: Member | undefined;
}

/**
 * A waiting line: the first in is the first out, and a member can leave from the middle, each at a constant cost. The members are
 * linked to each other. In a Set, whose old tables keep pointing at members that have left, they outlived the heap's young
 * generation, and collecting them cost a quarter of the sending rate.
 */
export class Line<Member extends LineMember<Member>> {
  first: Member | undefined;
  size = 0;
  private last: Member | undefined;

  push(member: Member): void {
    member.line = this;
    member.before = this.last;
    if (this.last) this.last.behind = member;
    else this.first = member;
    this.last = member;
    this.size += 1;
  }

  shift(): Member | undefined {
    const { first } = this;
    if (first) this.remove(first);
    return first;
  }

  /** Removes the member. Does nothing for one that is not in this line. */
  remove(member: Member): void {
    if (member.line !== this) return;
    const { before, behind } = member;
    if (before) before.behind = behind;
    else this.first = behind;
    if (behind) behind.before = before;
    else this.last = before;
    member.line = undefined;
    member.before = undefined;
    member.behind = undefined;
    this.size -= 1;
  }
}
