// The relay with its registry in memory: workerd alone has no D1, and the relay reads it only every 15 s.
import relay, { Mailbox as DurableMailbox } from "../../src/index.ts";
import type { RegistryRows } from "../registry-rows.ts";

interface BenchEnv extends Omit<Env, "REGISTRY"> {
  /** JSON of {@link RegistryRows}. */
  ROWS: string;
}

interface Statement {
  table: keyof RegistryRows;
  store?: unknown;
}

function withRegistry(env: BenchEnv): Env {
  const registry = JSON.parse(env.ROWS) as RegistryRows;
  const rowsOf = ({ table, store }: Statement) => registry[table].filter((row) => row.store === store);
  const REGISTRY = {
    prepare: (sql: string) => {
      const table = /(?:FROM|UPDATE) (\w+)/.exec(sql)?.[1] as keyof RegistryRows;
      return { bind: (store: unknown) => ({ table, store, run: async () => ({}) }) };
    },
    batch: async (statements: Statement[]) => statements.map((statement) => ({ results: rowsOf(statement) })),
  };
  return { ...(env as unknown as Env), REGISTRY: REGISTRY as unknown as D1Database };
}

export class Mailbox extends DurableMailbox {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, withRegistry(env as unknown as BenchEnv));
  }
}

let cached: Env | undefined;

export default {
  fetch(request, env, ctx) {
    cached ??= withRegistry(env);
    return relay.fetch(request, cached, ctx);
  },
} satisfies ExportedHandler<BenchEnv>;
