import { expect, test } from "vitest";
import { MailboxState } from "../../src/mailbox/mailbox-state.ts";
import { migrateMailbox } from "../../src/mailbox/migrate-mailbox.ts";
import { inMailbox, registerTenant } from "../support/workerd/relay.ts";

/** What the first release's step created, as far as later steps change it. */
const BY_NAME = {
  "the first release": "CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
  "a build that edited the first step": "CREATE TABLE state (name TEXT PRIMARY KEY, value) WITHOUT ROWID",
};

test.each(Object.entries(BY_NAME))("a mailbox of %s keeps its values", async (_, create) => {
  const tenant = await registerTenant();
  await inMailbox(tenant, (_mailbox, { storage }) => {
    const { sql } = storage;
    const rows = [...sql.exec("SELECT name, value FROM state")];
    const table = create.includes("facts") ? "facts" : "state";
    sql.exec("DROP TABLE state");
    sql.exec(create);
    const nameOfOwner = table === "facts" ? "store" : "tenant";
    sql.exec(`INSERT INTO ${table} (name, value) VALUES (?, 'acme'), ('accepted', 12)`, nameOfOwner);
    sql.exec("DELETE FROM schema_steps WHERE step > 0");

    migrateMailbox(storage);
    migrateMailbox(storage);

    const state = new MailboxState(storage);
    expect({ tenant: state.text("tenant"), accepted: state.number("accepted") }).toEqual({
      tenant: "acme",
      accepted: 12,
    });
    expect([...sql.exec("SELECT name FROM sqlite_master WHERE name = 'facts'")]).toEqual([]);
    sql.exec("DELETE FROM state");
    for (const { name, value } of rows) sql.exec("INSERT INTO state (name, value) VALUES (?, ?)", name, value);
  });
});
