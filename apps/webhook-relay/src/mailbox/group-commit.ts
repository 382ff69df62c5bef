/** How long the first item of a group waits for others, in milliseconds. */
const GATHER_MS = 1;

interface WaitingItem<Item> {
  item: Item;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers the items of about one millisecond and commits them together: a transaction costs as much as dozens of rows.
 */
export class GroupCommit<Item> {
  readonly #commit: (items: Item[]) => void;
  readonly #maxItems: number;
  #waiting: WaitingItem<Item>[] = [];

  /** `commit` is synchronous and atomic. A group of `maxItems` is committed at once. */
  constructor(commit: (items: Item[]) => void, maxItems: number) {
    this.#commit = commit;
    this.#maxItems = maxItems;
  }

  /** Resolves when the item's group is committed; rejects if the commit fails. */
  add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      const length = this.#waiting.push({ item, resolve, reject });
      if (length >= this.#maxItems) this.#flush();
      else if (length === 1) setTimeout(() => this.#flush(), GATHER_MS);
    });
  }

  #flush(): void {
    const group = this.#waiting;
    // A full group was committed before its timer fired.
    if (group.length === 0) return;
    this.#waiting = [];
    try {
      this.#commit(group.map(({ item }) => item));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
