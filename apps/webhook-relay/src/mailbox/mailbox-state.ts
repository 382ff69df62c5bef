/** Names of the single values that a mailbox keeps. */
export type FactName = "store" | "closed_at" | "accepted" | "undelivered_removed" | "prune_position" | "prune_at";

/** A mailbox's single values, in memory and on disk. */
export class MailboxState {
  readonly #sql: SqlStorage;
  readonly #values = new Map<FactName, string | number>();

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    for (const row of this.#sql.exec<{ name: FactName; value: string | number }>("SELECT name, value FROM facts")) {
      this.#values.set(row.name, row.value);
    }
  }

  text(name: FactName): string | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : String(value);
  }

  number(name: FactName): number | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : Number(value);
  }

  /** Writes only what changes. */
  set(name: FactName, value: string | number): void {
    if (this.#values.get(name) === value) return;
    this.#sql.exec("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", name, value);
    this.#values.set(name, value);
  }

  remove(name: FactName): void {
    if (!this.#values.has(name)) return;
    this.#sql.exec("DELETE FROM facts WHERE name = ?", name);
    this.#values.delete(name);
  }
}
