import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { query } from "@calypso-commerce/testkit/postgres";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import type { Stack } from "@calypso-commerce/tools/stack/stack";

export interface RefundFigures {
  refunds: number;
  /** Refunds whose payout is completed. */
  completed: number;
  /** Refunds that were reversed in Medusa. */
  taken_back: number;
  /** Failed refunds with a reason for the admin. */
  failed_visibly: number;
  /** Refunds that wait for an address, an approval or money. */
  waiting: number;
  /** All other refunds. */
  stuck: number;
  /** Live payouts beyond the first of a refund. */
  duplicate_payouts: number;
  /** Payouts at the vendor that the ledger has no row of. */
  payouts_without_row: number;
  /** Payouts whose amount or address differs from the ledger's row. */
  wrong_payouts: number;
  /** Live payouts of reversed refunds. */
  paid_and_taken_back: number;
  /** Live payouts of refunds that Medusa does not have. */
  payouts_not_in_books: number;
  /** Payments that are refunded in Medusa by more than was captured. */
  over_refunded: number;
  /** Orders whose totals in the Admin API do not match their refunds. */
  wrong_totals: number;
}

interface VendorPayout {
  kind: "single" | "mass";
  state: string;
  idempotencyKey: string;
  withdrawals: { state: string; amount: string; depositAddress: string; comment: string | null }[];
}

interface Attempt extends Record<string, unknown> {
  id: string;
  refund_id: string;
  idempotency_key: string;
  amount: string;
  destination: string;
}

interface RefundState extends Record<string, unknown> {
  id: string;
  state: string;
  error: string | null;
  reversed_at: Date | null;
  in_books: boolean;
}

const TERMINAL = ["FAILED", "CANCELED"];

/** Compares the vendor's payouts with the ledger and with Medusa. */
export async function refundFigures(stack: Stack): Promise<RefundFigures> {
  const vendor = await createJsonApi(stack.emulator.url).get<{ payouts: VendorPayout[] }>("/_emulator/state");
  const attempts = await query<Attempt>(
    stack.databaseUrl,
    "select id, refund_id, idempotency_key, amount, destination from calypso_payout",
  );
  const refunds = await query<RefundState>(
    stack.databaseUrl,
    `select c.id, c.state, c.error, c.reversed_at, c.source = 'ledger' or exists (
       select 1 from refund r join order_transaction t on t.reference_id = r.id and t.deleted_at is null
        where r.id = c.refund_id and r.deleted_at is null) as in_books
       from calypso_refund c`,
  );
  const over = await query(
    stack.databaseUrl,
    `select p.id from payment p where p.deleted_at is null and
       (select coalesce(sum(amount), 0) from refund r where r.payment_id = p.id and r.deleted_at is null) >
       (select coalesce(sum(amount), 0) from capture c where c.payment_id = p.id and c.deleted_at is null)`,
  );
  const paid = vendor.payouts.flatMap((payout) => transfersOf(payout, attempts));
  const live = paid.filter(({ state }) => !TERMINAL.includes(state));
  const perRefund = new Map<string, number>();
  for (const { attempt } of live)
    if (attempt) perRefund.set(attempt.refund_id, (perRefund.get(attempt.refund_id) ?? 0) + 1);
  const refundOf = new Map(refunds.map((refund) => [refund.id, refund]));
  const ofLive = live.flatMap(({ attempt }) => (attempt ? (refundOf.get(attempt.refund_id) ?? []) : []));
  const ended = refunds.map(endOf);
  for (const [index, end] of ended.entries()) if (end === "stuck") console.error(JSON.stringify(refunds[index]));
  const count = (end: string) => ended.filter((each) => each === end).length;
  return {
    refunds: refunds.length,
    completed: count("completed"),
    taken_back: count("taken back"),
    failed_visibly: count("failed visibly"),
    waiting: count("waiting"),
    stuck: count("stuck"),
    duplicate_payouts: [...perRefund.values()].reduce((sum, each) => sum + each - 1, 0),
    payouts_without_row: paid.filter(({ attempt }) => !attempt).length,
    wrong_payouts: live.filter(
      ({ attempt, amount, depositAddress }) =>
        attempt && (Number(attempt.amount) !== Number(amount) || attempt.destination !== depositAddress),
    ).length,
    paid_and_taken_back: ofLive.filter(({ reversed_at }) => reversed_at !== null).length,
    payouts_not_in_books: ofLive.filter(({ in_books }) => !in_books).length,
    over_refunded: over.length,
    wrong_totals: await wrongTotals(stack),
  };
}

/** Medusa lowers an order's total by its refunds, so nothing may be outstanding. */
async function wrongTotals(stack: Stack): Promise<number> {
  const orders = await (await signIn(stack.store.url)).orders();
  const wrong = orders.filter(({ total, summary, payment_collections }) => {
    const refunds = payment_collections.flatMap(({ payments }) => payments).flatMap((payment) => payment.refunds);
    const refunded = cents(refunds.reduce((sum, { amount }) => sum + amount, 0));
    const { paid_total, refunded_total, pending_difference } = summary;
    const isRight =
      cents(refunded_total) === refunded &&
      cents(pending_difference) === 0 &&
      cents(total) === cents(paid_total) - refunded &&
      payment_collections.every((each) => cents(each.refunded_amount ?? 0) === refunded);
    return !isRight;
  });
  for (const { id, total, summary } of wrong)
    console.error(JSON.stringify({ id, total, summary, ...(await booksOf(stack, id)) }));
  return wrong.length;
}

/** The rows that an order's totals are computed from, for the log. */
async function booksOf({ databaseUrl }: Stack, orderId: string) {
  const of = (table: string, columns: string) =>
    query(databaseUrl, `select ${columns} from ${table} where order_id = $1 order by created_at`, [orderId]);
  return {
    refunds: await of(
      "calypso_refund",
      "id, refund_id, amount, credit_before, credit, state, booked_at, reversed_at, error, created_at",
    ),
    transactions: await of("order_transaction", "reference, reference_id, amount, version, created_at, deleted_at"),
    credits: await of("order_credit_line", "reference, reference_id, amount, version, created_at, deleted_at"),
    changes: await of("order_change", "version, change_type, status, created_at, confirmed_at, deleted_at"),
  };
}

const cents = (amount: number): number => Math.round(amount * 100);

/** A payout's transfers, each with the ledger's row: found by the key of a single payout, by the comment in a mass payout. */
function transfersOf({ kind, state, idempotencyKey, withdrawals }: VendorPayout, attempts: Attempt[]) {
  return withdrawals.map((withdrawal) => ({
    ...withdrawal,
    state: TERMINAL.includes(state) ? state : withdrawal.state,
    attempt: attempts.find((each) =>
      kind === "mass" ? each.id === withdrawal.comment : each.idempotency_key === idempotencyKey,
    ),
  }));
}

function endOf({ state, error, reversed_at }: RefundState): string {
  if (state === "completed") return "completed";
  if (reversed_at) return "taken back";
  if (state.startsWith("awaiting_") || (state === "ready" && error)) return "waiting";
  return (state === "failed" || state === "canceled") && error ? "failed visibly" : "stuck";
}
