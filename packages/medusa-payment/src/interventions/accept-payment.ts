import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { toMedusaError } from "../client/to-medusa-error";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { isAcceptable } from "../payment/amount/is-acceptable";
import { notAllowed } from "../payment/not-allowed";
import { readPayment } from "../payment/read-payment";
import { withPayment } from "../payment/with-payment";
import { acceptInvoice } from "../settle/accept-invoice";
import { applyOutcome } from "../settle/settle-payment";

/** An admin's decision to take what was received as paid. */
export interface Acceptance {
  reason: string;
  /** The fiat amount that counts as paid: the payment's own. Required if only part of it came before the invoice expired. */
  amount?: string | undefined;
}

/**
 * An admin accepts an under- or overpaid invoice, money of several senders, or late money as paid: the order is placed and captured over
 * its own amount.
 *
 * @throws MedusaError with the code `amount_required` or `amount_differs` if it isn't clear what is captured; if there is nothing to accept, or the vendor doesn't release the money
 */
export async function acceptPayment(
  container: MedusaContainer,
  paymentId: string,
  { reason, amount }: Acceptance,
  actor: Actor,
): Promise<PaymentRow> {
  return withPayment(container, paymentId, actor, async (context, row) => {
    const read = await readPayment(context, row);
    if (!isAcceptable(read.outcome)) throw notAllowed(`there is nothing to accept, the payment is ${read.outcome}`);
    checkAmount(read, amount);
    try {
      return await applyOutcome(context, await acceptInvoice(context, read, { words: reason }));
    } catch (error) {
      throw toMedusaError(error, "accepting the payment");
    }
  });
}

/** Orders are captured in full or not at all, so an admin who takes half of the money as paid must say the full amount. */
function checkAmount({ outcome, amount, currency_code }: PaymentRow, accepted: string | undefined): void {
  const full = `${amount} ${currency_code.toUpperCase()}`;
  if (accepted === undefined && outcome === "expired_partial") {
    throw refused(
      `only part of ${full} was received; send amount "${amount}" to capture all of it at your cost`,
      "required",
    );
  }
  if (accepted !== undefined && !decimal.equals(accepted, amount)) {
    throw refused(`accepting captures ${full}, no other amount; refund the payment to give back a part`, "differs");
  }
}

function refused(sentence: string, code: "required" | "differs"): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, `Calypso: ${sentence}`, `amount_${code}`);
}
