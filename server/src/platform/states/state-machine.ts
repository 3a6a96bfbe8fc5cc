/** A thing was asked to make a move that its table does not have. Nothing of the transaction is kept. */
export class IllegalMove extends Error {
  override readonly name = 'IllegalMove';
}

/** Where a thing may go from each of its states. Read a row as: from here to there. */
export type Moves<S extends string> = Readonly<Record<S, readonly S[]>>;

/**
 * The life of one kind of thing as a table: which states there are and which moves lead from one to the next.
 * It holds no state itself and knows no database: the owner of a row asks before it writes.
 */
export class StateMachine<S extends string> {
  readonly what: string;
  readonly moves: Moves<S>;

  /** @param what the thing's name in messages: `payment`, `eSIM` */
  constructor(what: string, moves: Moves<S>) {
    this.what = what;
    this.moves = moves;
  }

  /** Whether the table has this move. Staying is no move. */
  allows(from: S, to: S): boolean {
    return this.moves[from].includes(to);
  }

  /**
   * Whether there is a move to make: false when the thing is there already.
   * @param which names the row in the message
   * @throws IllegalMove when the table does not have it
   */
  check(from: S, to: S, which: string): boolean {
    if (from === to) return false;
    if (!this.allows(from, to))
      throw new IllegalMove(`${this.what} ${which} cannot go from ${from} to ${to}`);
    return true;
  }

  /** States that nothing leads out of. */
  get finals(): S[] {
    return (Object.keys(this.moves) as S[]).filter((state) => this.moves[state].length === 0);
  }
}
