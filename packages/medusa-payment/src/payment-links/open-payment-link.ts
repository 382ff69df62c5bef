import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, MedusaError, Modules } from "@medusajs/framework/utils";
import {
  createOrUpdateOrderPaymentCollectionWorkflowId,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows";
import { LEDGER } from "../modules/ledger/key";
import type { PaymentRow } from "../modules/ledger/types";
import { loadOrderBalance, type OrderBalance } from "../payment/order/load-order-balance";
import { paymentsOfOrder } from "../payment/order/payments-of-order";
import { type PublicPayment, publicPayment } from "../payment/public-payment";
import { readPaymentLink } from "./payment-link-token";

const LOCK_TIMEOUT_S = 30;
const OPEN_COLLECTION = new Set(["not_paid", "awaiting"]);
/** Outcomes of money that is there, or on its way, and isn't on the order yet. */
const CONFIRMING = new Set(["detected", "held", "intervention", "overpaid", "settled"]);
/** Outcomes in which a page can go on asking for an invoice. */
const PAYABLE = new Set(["waiting", "underpaid"]);

/** What a payment link's page may see of its order. Nothing else leaves the server. */
export interface PublicPaymentLink {
  /** `confirming`: money was seen and is not booked yet, so that no one pays again. */
  status: "open" | "confirming" | "paid" | "canceled" | "expired";
  order_number: number | null;
  /** Outstanding, a decimal string. */
  amount: string;
  /** Upper case, as in EUR. */
  currency_code: string;
  payment_collection_id: string | null;
  /** The session that everyone who opens the link shares; null before one is started. */
  session_id: string | null;
  payment: PublicPayment | null;
  expires_at: string;
}

/** How the shopper wants to pay. */
export interface PaymentChoice {
  flow?: "invoice" | "widget" | undefined;
  crypto_currency?: string | undefined;
}

/** @throws MedusaError for a token that wasn't signed here */
export async function readPaymentLinkOrder(container: MedusaContainer, token: string): Promise<PublicPaymentLink> {
  return (await load(container, token)).view;
}

/**
 * Starts the payment of what is outstanding, or returns the one that somebody with the same link started. The order's payment collection
 * is created if there is none.
 *
 * @throws MedusaError with the code `payment_link_closed` unless the link is open
 */
export async function startPaymentOfLink(
  container: MedusaContainer,
  token: string,
  choice: PaymentChoice,
): Promise<PublicPaymentLink> {
  const { orderId } = readPaymentLink(container.resolve(LEDGER).settings.credentials.secretKey, token);
  const start = async () => {
    const { view, balance, shared } = await load(container, token);
    if (view.status === "confirming") return view;
    if (view.status !== "open") {
      const sentence = `Calypso: this payment link is ${view.status}; ask the shop for a new one`;
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, sentence, "payment_link_closed");
    }
    if (shared && isWanted(shared, choice)) return view;
    const payment_collection_id = await ensureCollection(container, orderId, balance);
    const { providerId } = container.resolve(LEDGER).settings;
    const input = { payment_collection_id, provider_id: `pp_calypso_${providerId}`, data: { ...choice } };
    await createPaymentSessionsWorkflow(container).run({ input });
    return (await load(container, token)).view;
  };
  return container.resolve(Modules.LOCKING).execute(`calypso:link:${orderId}`, start, { timeout: LOCK_TIMEOUT_S });
}

async function load(container: MedusaContainer, token: string) {
  const ledger = container.resolve(LEDGER);
  const { orderId, expiresAt } = readPaymentLink(ledger.settings.credentials.secretKey, token);
  const balance = await loadOrderBalance(container, orderId);
  if (!balance) throw new MedusaError(MedusaError.Types.NOT_FOUND, "Calypso: the order of this link doesn't exist");
  const open = (await paymentsOfOrder(container, orderId)).filter(
    ({ captured_at, closed_at, attention }) => !captured_at && !closed_at && attention !== "duplicate",
  );
  const isLive = await liveSessions(container, open);
  const confirming = open.find(({ outcome }) => CONFIRMING.has(outcome));
  const payable = open.findLast(
    ({ outcome, amount, session_id, expires_at }) =>
      PAYABLE.has(outcome) &&
      isLive(session_id) &&
      decimal.equals(amount, balance.outstanding) &&
      (expires_at === null || expires_at.getTime() > Date.now()),
  );
  const status = statusOf(balance, expiresAt, confirming);
  const shared = status === "confirming" ? confirming : status === "open" ? payable : undefined;
  const view: PublicPaymentLink = {
    status,
    order_number: await orderNumber(container, orderId),
    amount: balance.outstanding,
    currency_code: balance.currencyCode.toUpperCase(),
    payment_collection_id: shared?.payment_collection_id ?? collectionFor(balance)?.id ?? null,
    session_id: shared?.session_id ?? null,
    payment: shared ? await publicPayment(ledger, shared) : null,
    expires_at: expiresAt.toISOString(),
  };
  return { view, balance, shared };
}

function statusOf(
  { isCanceled, outstanding }: OrderBalance,
  expiresAt: Date,
  confirming: PaymentRow | undefined,
): PublicPaymentLink["status"] {
  if (isCanceled) return "canceled";
  if (!decimal.isPositive(outstanding)) return "paid";
  if (confirming) return "confirming";
  return expiresAt.getTime() <= Date.now() ? "expired" : "open";
}

async function liveSessions(container: MedusaContainer, rows: PaymentRow[]): Promise<(id: string) => boolean> {
  const ids = rows.map(({ session_id }) => session_id);
  if (ids.length === 0) return () => false;
  const config = { select: ["id" as const], take: ids.length };
  const sessions = await container.resolve(Modules.PAYMENT).listPaymentSessions({ id: ids }, config);
  const live = new Set(sessions.map(({ id }) => id));
  return (id) => live.has(id);
}

/** An underpaid invoice must be paid in its own currency; one that nobody paid gives way to another choice. */
function isWanted({ kind, crypto_currency, outcome }: PaymentRow, choice: PaymentChoice): boolean {
  if (outcome !== "waiting") return true;
  if (choice.flow && choice.flow !== kind) return false;
  return kind === "widget" || !choice.crypto_currency || choice.crypto_currency === crypto_currency;
}

function collectionFor({ collections, outstanding }: OrderBalance) {
  return collections.find(({ status, amount }) => OPEN_COLLECTION.has(status) && decimal.equals(amount, outstanding));
}

async function ensureCollection(container: MedusaContainer, orderId: string, balance: OrderBalance): Promise<string> {
  const known = collectionFor(balance);
  if (known) return known.id;
  const engine = container.resolve(Modules.WORKFLOW_ENGINE);
  await engine.run(createOrUpdateOrderPaymentCollectionWorkflowId, { input: { order_id: orderId } });
  const created = collectionFor((await loadOrderBalance(container, orderId)) ?? balance);
  if (created) return created.id;
  throw new MedusaError(
    MedusaError.Types.UNEXPECTED_STATE,
    `Calypso: Medusa's payment collection of order ${orderId} differs from what is outstanding; try again in a moment`,
  );
}

async function orderNumber(container: MedusaContainer, id: string): Promise<number | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields: ["display_id"], filters: { id } });
  return (data[0]?.display_id as number | undefined) ?? null;
}
