import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { gatewayFor } from "../gateway/gateway";
import { isNotFound } from "../gateway/is-not-found";
import { LEDGER } from "../modules/ledger/key";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { applyClosed } from "./apply-closed";
import { applyDetected } from "./apply-detected";
import { applyIntervention } from "./apply-intervention";
import { applySettled } from "./apply-settled";
import { readPayment } from "./read-payment";
import { reached } from "./settle-steps";
import { clear, keep, note, type Settling } from "./settling";

const LOCK_TIMEOUT_S = 30;
/** Longer than a creation with all its timeouts and repetitions: then it isn't under way any more. */
export const CREATION_MS = 3 * 60_000;

/**
 * Asks the vendor about a payment and makes Medusa agree: places the order, captures once, or notes why a person must look.
 *
 * Whoever asks (webhook, job, admin, shopper), this is the one path. It may be repeated and interrupted anywhere: each step
 * first looks at what is there.
 *
 * @returns the ledger row afterwards
 * @throws MedusaError, or whatever Medusa's workflows throw, when it should be tried again
 */
export async function settlePayment(
  container: MedusaContainer,
  payment: string | PaymentRow,
  actor: Actor,
): Promise<PaymentRow> {
  return withPayment(container, payment, actor, async (settling, row) => {
    reached("started", row.id);
    // The vendor would answer as if it had never existed.
    if (row.account !== settling.ledger.settings.account) {
      return note(settling, row, "mismatch", "it was made for another merchant account than the settings name");
    }
    const read = await readPayment(settling, row).catch((error: unknown) => giveUp(settling, row, error));
    reached("read", row.id);
    return read.creation === "failed" ? read : applyOutcome(settling, read);
  });
}

/**
 * A creation that nobody heard of again is over when the vendor, asked by its key, doesn't know it. What it says then is what it says to
 * any bad request, so that an invoice must be missing from the list of its session too.
 */
async function giveUp(settling: Settling, row: PaymentRow, error: unknown): Promise<PaymentRow> {
  const isOpen = row.creation === "pending" || row.creation === "unknown";
  const isOld = Date.now() - row.created_at.getTime() > CREATION_MS;
  if (!isOpen || !isOld || !isNotFound(error)) throw error;
  if (row.kind === "invoice" && (await isListed(settling, row))) throw error;
  return keep(
    settling,
    row,
    { creation: "failed", closed_at: new Date() },
    "creation.failed",
    "the vendor has no such object",
  );
}

async function isListed({ gateway }: Settling, row: PaymentRow): Promise<boolean> {
  const { result } = await gateway.client.invoice.listByExternalId({ externalId: row.session_id, pageSize: 100 });
  return result.some(({ idempotencyKey }) => idempotencyKey === row.idempotency_key);
}

/**
 * Runs work on a payment, alone among all instances: one payment collection at a time, since its payments compete for the same
 * cart. The key is the plugin's own; the workflows inside take Medusa's lock on the cart, and such locks are not re-entrant.
 *
 * @param payment its id, or its row as it was a moment ago
 * @param work is given the row of the widget for an invoice that was opened from one
 */
export async function withPayment<T>(
  container: MedusaContainer,
  payment: string | PaymentRow,
  actor: Actor,
  work: (settling: Settling, row: PaymentRow) => Promise<T>,
): Promise<T> {
  const ledger = container.resolve(LEDGER);
  const asked = typeof payment === "string" ? await ledger.payments.find(payment) : payment;
  if (!asked) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${payment}`);
  const settling = { container, ledger, gateway: gatewayFor(ledger.settings), actor };
  const inside = async () => {
    const row = await ledger.payments.find(asked.parent_id ?? asked.id);
    if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${asked.parent_id}`);
    return work(settling, row);
  };
  const key = `calypso:${asked.payment_collection_id}`;
  return container.resolve(Modules.LOCKING).execute(key, inside, { timeout: LOCK_TIMEOUT_S });
}

/** Does what follows from an outcome that was read. The caller holds the payment's lock. */
export async function applyOutcome(settling: Settling, row: PaymentRow): Promise<PaymentRow> {
  switch (row.outcome) {
    case "waiting":
      return clear(settling, row, ["underpaid", "mismatch"]);
    case "detected":
    case "held":
      return applyDetected(settling, row);
    case "underpaid":
    case "overpaid": {
      const accepted = await applyIntervention(settling, row);
      return accepted.outcome === "settled" ? applySettled(settling, accepted) : accepted;
    }
    case "settled":
      return applySettled(settling, row);
    case "expired":
    case "late":
    case "declined":
      return applyClosed(settling, row, row.outcome);
    case "mismatch":
      return note(settling, row, "mismatch", "the vendor's fiat amount or currency isn't the one that was asked for");
    default:
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `Calypso: payment ${row.id} has the outcome "${row.outcome}", which this version doesn't know`,
      );
  }
}
