import type { Knex } from "@medusajs/framework/mikro-orm/knex";
import { PROVIDER } from "./shop";

/** The idempotency key under which the n-th of {@link fillLedger}'s invoices was made. */
export const fillerKey = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

/** Invoices that somebody made before: open ones that nobody paid, and ones that are done with. Their vendor ids are `filler-1` and so on. */
export async function fillLedger(knex: Knex, { open, done }: { open: number; done: number }): Promise<void> {
  await knex.raw(
    `INSERT INTO calypso_payment (id, kind, provider_id, session_id, payment_collection_id, cart_id, order_id, amount, fiat_amount,
       currency_code, account, idempotency_key, vendor_id, creation, crypto_currency, crypto_amount, received, state, outcome, credited,
       expires_at, read_at, captured_at, announced_at, closed_at, created_at)
     SELECT 'cpay_filler_' || n, 'invoice', ?, 'payses_filler_' || n, 'pay_col_filler_' || n, 'cart_filler_' || n,
       CASE WHEN is_open THEN NULL ELSE 'order_filler_' || n END, '15', '15.00', 'eur', 'account', '00000000-0000-4000-8000-' || lpad(n::text, 12, '0'), 'filler-' || n,
       'done', 'USDT_TRX', '16', CASE WHEN is_open THEN '0' ELSE '16' END, CASE WHEN is_open THEN 'PENDING_PAYMENT' ELSE 'COMPLETED' END,
       CASE WHEN is_open THEN 'waiting' ELSE 'settled' END, NOT is_open, now() + interval '1 day', made + interval '1 second',
       CASE WHEN is_open THEN NULL ELSE made END, CASE WHEN is_open THEN NULL ELSE made END, CASE WHEN is_open THEN NULL ELSE made END, made
     FROM (SELECT n, n <= ? AS is_open, now() - interval '1 hour' - n * interval '10 milliseconds' AS made
           FROM generate_series(1, ?) AS n) AS filler`,
    [PROVIDER, open, open + done],
  );
  for (const [table, columns, values] of OTHERS) {
    await knex.raw(
      `INSERT INTO ${table} (id, ${columns}) SELECT 'filler_' || n, ${values} FROM generate_series(1, ?) AS n`,
      [done],
    );
  }
}

const OTHERS = [
  ["calypso_audit_entry", "subject_id, actor, action", "'cpay_filler_' || n, 'job', 'filler'"],
  [
    "calypso_delivery",
    "digest, source, event_type, entity_kind, outcome",
    "'digest' || n, 'relay', 'X', 'invoice', 'applied'",
  ],
] as const;
