import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { checkedAddress } from "../../addresses/check-refund-address";
import { clientFor } from "../../client/client-for";
import { toMedusaError } from "../../client/to-medusa-error";
import { LEDGER } from "../../modules/ledger/key";
import type { Actor, PaymentRow, RefundRow } from "../../modules/ledger/types";
import { currencyDigits } from "../../money/currency-digits";
import { checkCustomAmount, cryptoAmountOf } from "../amount/crypto-amount";
import { exceeds, limitOf } from "../amount/fiat-limit";
import { waitingState } from "../approval/waiting-state";
import { createClaimLink } from "../claim/create-claim-link";
import { emitRefundEvent } from "../events";
import { refused } from "../get-refund";
import { bookInMedusa } from "../medusa/book-in-medusa";
import { finishBookings } from "../medusa/finish-booking";
import { finishReversals } from "../medusa/reverse-refund";
import { checkNotFrozen } from "../payout/check-not-frozen";
import { reachedPayout } from "../payout/payout-steps";
import { tryPayout } from "../payout/try-payout";
import { withRefundsOf } from "../with-refund";
import { type Refundable, refundableOf } from "./refundable";

export interface RefundRequest {
  /** The ledger payment's id. */
  payment_id: string;
  /** Decimal string in the payment's currency. */
  amount: string;
  /** `captured`: of what the order was paid with. `unclaimed`: of money that no order took. @default "captured", if it is */
  part?: "captured" | "unclaimed" | undefined;
  /** The address that the money goes to; without one the refund waits for it. */
  destination?: string | undefined;
  /** @default the currency that was paid in */
  currency?: string | undefined;
  basis: RefundRow["basis"];
  /** For the basis `custom`: what is paid out, a decimal string in `currency`. */
  crypto_amount?: string | undefined;
  /** @default "merchant" */
  fee_payer?: RefundRow["fee_payer"] | undefined;
  /** When the payout shall be sent. @default at once */
  execution_date?: Date | undefined;
  note?: string | undefined;
}

/**
 * Refunds a payment: the ledger's row, then Medusa's books, then, if nothing has to be waited for, the payout.
 *
 * @returns the ledger's refund, as far as it got
 * @throws MedusaError where nothing was refunded
 */
export async function requestRefund(
  container: MedusaContainer,
  request: RefundRequest,
  actor: Actor,
): Promise<RefundRow> {
  const refund = await withRefundsOf(container, request.payment_id, () => openRefund(container, request, actor));
  if (refund.state === "ready") return tryPayout(container, refund, actor);
  if (refund.state === "awaiting_destination") await offerClaim(container, refund, actor);
  else await emitRefundEvent(container, "requested", refund, {});
  return refund;
}

async function openRefund(container: MedusaContainer, request: RefundRequest, actor: Actor): Promise<RefundRow> {
  const ledger = container.resolve(LEDGER);
  const { refunds: settings } = ledger.settings;
  const row = await ledger.payments.find(request.payment_id);
  if (!row) throw new MedusaError(MedusaError.Types.NOT_FOUND, `Calypso: there is no payment ${request.payment_id}`);
  checkNotFrozen(row);
  const { amount } = request;
  if (!decimal.isDecimal(amount) || !decimal.isPositive(amount))
    throw refused("the amount must be a decimal above zero");
  const digits = currencyDigits(row.currency_code);
  if (!decimal.equals(amount, decimal.round(amount, { scale: digits, rounding: "down" }))) {
    throw refused(`${row.currency_code.toUpperCase()} has ${digits} digits after the point, the amount has more`);
  }
  if (exceeds(settings.limitPerRefund, row.currency_code, amount)) {
    throw refused(`no refund may be above ${limitOf(settings.limitPerRefund, row.currency_code)}`);
  }
  await finishReversals(container, row.id, actor);
  if (!(await finishBookings(container, row.id, actor))) {
    const message =
      "Calypso: another refund of this payment is being booked; look at it, and try again in half a minute";
    throw new MedusaError(MedusaError.Types.CONFLICT, message);
  }
  const refundable = await refundableOf(container, row);
  const source = sourceOf(row, request, refundable);
  const currency = request.currency ?? refundable.crypto_currency;
  const destination = request.destination && (await checkedAddress(ledger, currency, request.destination));
  const by = { destination: destination ?? null, destination_by: destination ? actor : null };
  const asked = { amount, currency_code: row.currency_code, ...by };
  await checkWorth(container, request, row, currency);
  const refund = await ledger.refunds.open(
    {
      ...asked,
      payment_id: row.id,
      source,
      medusa_payment_id: source === "order" ? (refundable.captured?.payment_id ?? null) : null,
      order_id: refundable.captured?.order_id ?? row.order_id,
      basis: request.basis,
      fee_payer: request.fee_payer ?? "merchant",
      crypto_currency: currency,
      crypto_amount: request.basis === "custom" ? (request.crypto_amount ?? null) : null,
      execution_date: request.execution_date ?? null,
      state: waitingState({ ...asked, approved_at: null }, settings),
      origin: "admin",
      requested_by: actor.startsWith("admin:") ? actor.slice("admin:".length) : null,
      note: request.note ?? null,
    },
    actor,
  );
  reachedPayout("requested", refund.id);
  const booked = await bookInMedusa(container, refund, actor);
  reachedPayout("booked", refund.id);
  return booked;
}

/**
 * What can't be paid out as it was asked for is refused before it is in the books.
 *
 * @throws MedusaError where it comes to nothing, or to more than the refund's amount is worth
 */
async function checkWorth(
  container: MedusaContainer,
  request: RefundRequest,
  { currency_code }: PaymentRow,
  currency: string | null,
): Promise<void> {
  if (!currency) return;
  const ledger = container.resolve(LEDGER);
  const client = clientFor(ledger.settings);
  const { payment_id, amount, basis, fee_payer = "merchant", crypto_amount = null } = request;
  const asked = { payment_id, amount, currency_code, basis, fee_payer, crypto_currency: currency, crypto_amount };
  try {
    await cryptoAmountOf(ledger, client, asked);
    if (basis === "custom") await checkCustomAmount(ledger, client, asked);
  } catch (error) {
    throw toMedusaError(error, "asking what the refund comes to");
  }
}

/** @throws MedusaError where less than that is left */
function sourceOf(row: PaymentRow, { amount, part }: RefundRequest, refundable: Refundable): RefundRow["source"] {
  const wanted = part ?? (refundable.captured ? "captured" : "unclaimed");
  const left = wanted === "captured" ? refundable.captured?.fiat : refundable.unclaimed?.fiat;
  if (wanted === "unclaimed" && !row.captured_at && !row.attention) {
    throw refused("the payment is still under way; only money that needs attention can be paid back");
  }
  if (left === undefined) {
    throw refused(
      wanted === "captured" ? "only a captured payment can be refunded" : "there is no money that no order took",
    );
  }
  if (decimal.compare(amount, left) > 0) {
    throw refused(`at most ${left} ${row.currency_code.toUpperCase()} of this payment can still be refunded`);
  }
  return wanted === "captured" ? "order" : "ledger";
}

/** Where the merchant's storefront has a page for it, the shopper can be asked at once. */
export async function offerClaim(container: MedusaContainer, refund: RefundRow, actor: Actor): Promise<void> {
  const { claimUrl } = container.resolve(LEDGER).settings.refunds;
  if (claimUrl) await createClaimLink(container, refund.id, actor);
  else await emitRefundEvent(container, "requested", refund, {});
}
