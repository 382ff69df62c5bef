import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { fillLedger } from "../support/fill-ledger";
import { type Json, suite } from "../support/suite";

type Reconcile = typeof import("../../src/reconcile/reconcile");

/** Tables that have a row for each instance or job, not for each payment. */
const SMALL = ["calypso_job"];

await suite({
  name: "indexes",
  test: (bench) => {
    it("no read of the ledger reads a whole table, however much is in it", async () => {
      const knex = bench.container.resolve(ContainerRegistrationKeys.PG_CONNECTION);
      await fillLedger(knex, { open: 1_000, done: 4_000 });
      await knex.raw("ANALYZE");

      const statements = new Map<string, unknown[]>();
      const watch = ({ sql, bindings }: { sql: string; bindings: unknown[] }) => {
        if (/^(select|update|with)/i.test(sql) && sql.includes("calypso_")) statements.set(sql, bindings);
      };
      knex.on("query", watch);
      const { sessionId, cartId } = await bench.checkout();
      const row = await bench.ledgerRow(sessionId);
      await bench.vendor.control(`/invoices/${sessionId}/pay`, { instant: true, amount: "over" });
      await bench.deliver({ id: row.vendor_id, externalId: sessionId });
      await bench.deliver({ id: "unknown", externalId: sessionId });
      await bench.deliver({ id: "unknown", kind: "payout" });
      await bench.store(`/calypso/payments/${sessionId}`);
      await bench.store(`/carts/${cartId}/complete`, {});
      await bench.admin(`/calypso/payments/${row.id}`);
      await bench.admin(`/calypso/payments/${row.id}/check`, {});
      await bench.admin("/calypso/payments?attention=true");
      const widget = await bench.checkout({ flow: "widget" });
      await bench.store(`/calypso/payments/${widget.sessionId}`);
      const { reconcile } = bench.built<Reconcile>("reconcile/reconcile");
      await reconcile(bench.container, { graceMs: -1_000 });
      knex.removeListener("query", watch);

      expect(statements.size).toBeGreaterThan(20);
      const client = (knex as Json).client;
      const connection = await client.acquireConnection();
      const scans: string[] = [];
      try {
        await connection.query("SET enable_seqscan = off");
        for (const [sql, bindings] of statements) {
          const { rows } = await connection.query(`EXPLAIN ${sql}`, bindings);
          const plan: string = rows.map((line: Json) => line["QUERY PLAN"]).join("\n");
          // The index of all rows that aren't deleted is the whole table once more.
          const whole = [...plan.matchAll(/Seq Scan on (calypso_\w+)|using "?IDX_(calypso_\w+)_deleted_at/g)];
          if (whole.some(([, table, indexed]) => !SMALL.includes(table ?? indexed ?? "")))
            scans.push(`${sql}\n${plan}`);
        }
      } finally {
        await connection.query("RESET enable_seqscan");
        await client.releaseConnection(connection);
      }
      expect(scans.join("\n\n")).toBe("");
    });
  },
});
