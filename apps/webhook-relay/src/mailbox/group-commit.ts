/** How long the first item of a group waits for others, in milliseconds. */
const GATHER_MS = 1;

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers what arrives within about a millisecond and commits it at once: a transaction costs as much as dozens of rows.
 */
export class GroupCommit<Item, Result> {
  readonly #commit: (items: Item[]) => Result[];
  readonly #sizeOf: (item: Item) => number;
  readonly #maxSize: number;
  #waiting: Waiting<Item, Result>[] = [];
  #size = 0;

  /**
   * `commit` is synchronous and all or nothing; its results are in the order of the items. A group is committed at once
   * when its items' sizes come to `maxSize`.
   */
  constructor(options: { commit: (items: Item[]) => Result[]; sizeOf: (item: Item) => number; maxSize: number }) {
    this.#commit = options.commit;
    this.#sizeOf = options.sizeOf;
    this.#maxSize = options.maxSize;
  }

  /** Resolves when the item's group was committed; rejects when it was not. */
  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      const length = this.#waiting.push({ item, resolve, reject });
      this.#size += this.#sizeOf(item);
      if (this.#size >= this.#maxSize) this.#flush();
      else if (length === 1) setTimeout(() => this.#flush(), GATHER_MS);
    });
  }

  #flush(): void {
    const group = this.#waiting;
    // A group that was full was committed before its timer.
    if (group.length === 0) return;
    this.#waiting = [];
    this.#size = 0;
    try {
      const results = this.#commit(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => {
        resolve(results[index] as Result);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
