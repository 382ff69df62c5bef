// The relay with a clock that can be advanced, so that weeks of events pass in minutes.
import relay, { Mailbox as BenchMailbox } from "./relay-worker.ts";

export class Mailbox extends BenchMailbox {
  /** Runs the alarm once for each slice of a pruning pass, then counts rows. */
  async census(slices: number): Promise<object> {
    if (slices > 0) gc();
    for (let slice = 0; slice < slices; slice++) {
      aheadMs += 2_000;
      await this.alarm();
    }
    const { sql } = this.ctx.storage;
    const count = (table: string) => sql.exec<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`).one().n;
    const { accepted, delivered } = await this.stats();
    return {
      accepted,
      delivered,
      events: count("events"),
      receipts: count("receipts"),
      entities: count("entities"),
      bytes: sql.databaseSize,
    };
  }
}

declare function gc(): void;

let aheadMs = 0;
const now = Date.now;
Date.now = () => now() + aheadMs;

interface StorageEnv {
  MAILBOXES: DurableObjectNamespace<Mailbox>;
}

export default {
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/census") return relay.fetch(request, env as never, ctx);
    const mailbox = env.MAILBOXES.getByName("acme/0");
    const census = await mailbox.census(Number(searchParams.get("slices")));
    aheadMs += Number(searchParams.get("advance"));
    return Response.json(census);
  },
} satisfies ExportedHandler<StorageEnv>;
