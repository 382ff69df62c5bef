export type StateName =
  | "tenant"
  | "revoked_keys"
  | "closed_at"
  | "accepted"
  | "undelivered_removed"
  | "prune_position"
  | "prune_at";

/** A mailbox's single values, on disk and in memory. */
export class MailboxState {
  readonly #sql: SqlStorage;
  readonly #values = new Map<StateName, string | number>();

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    for (const row of this.#sql.exec<{ name: StateName; value: string | number }>("SELECT name, value FROM state")) {
      this.#values.set(row.name, row.value);
    }
  }

  text(name: StateName): string | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : String(value);
  }

  number(name: StateName): number | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : Number(value);
  }

  /** Writes nothing if the value is unchanged. */
  set(name: StateName, value: string | number): void {
    if (this.#values.get(name) === value) return;
    this.#sql.exec("INSERT OR REPLACE INTO state (name, value) VALUES (?, ?)", name, value);
    this.#values.set(name, value);
  }

  remove(name: StateName): void {
    if (!this.#values.has(name)) return;
    this.#sql.exec("DELETE FROM state WHERE name = ?", name);
    this.#values.delete(name);
  }
}
