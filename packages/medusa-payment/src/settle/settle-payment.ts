import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { clearAttention, flagAttention } from "../payment/attention";
import { readPayment } from "../payment/read-payment";
import { type SettleContext, withPayment } from "../payment/with-payment";
import { abandonCreation } from "./abandon-creation";
import { applyClosed } from "./apply-closed";
import { applyDetected } from "./apply-detected";
import { applyIntervention } from "./apply-intervention";
import { applySettled } from "./apply-settled";
import { reached } from "./settle-steps";

/**
 * Reads a payment from the vendor and makes Medusa agree: places the order, captures once, or flags why a person must look.
 *
 * Webhooks, the job, admins and shoppers all use this one path. It may be repeated, and interrupted anywhere: each step first looks at
 * what exists already.
 *
 * @param payment its id, or its row
 * @returns the ledger row afterwards
 * @throws MedusaError, or whatever Medusa's workflows throw; try again
 */
export async function settlePayment(
  container: MedusaContainer,
  payment: string | PaymentRow,
  actor: Actor,
): Promise<PaymentRow> {
  return withPayment(container, payment, actor, async (context, row) => {
    reached("started", row.id);
    // To another account the vendor answers as if the invoice didn't exist.
    if (row.account !== context.ledger.settings.credentials.account) {
      return flagAttention(context, row, "mismatch", { code: "other_account" });
    }
    const read = await readPayment(context, row).catch((error: unknown) => abandonCreation(context, row, error));
    reached("read", row.id);
    return read.creation === "failed" ? read : applyOutcome(context, read);
  });
}

/** Does what follows from the outcome that was read. The caller holds the payment's lock. */
export async function applyOutcome(context: SettleContext, row: PaymentRow): Promise<PaymentRow> {
  switch (row.outcome) {
    case "waiting":
      return clearAttention(context, row, ["underpaid", "mismatch"]);
    case "detected":
    case "held":
      return applyDetected(context, row);
    case "underpaid":
    case "overpaid":
    case "intervention": {
      const accepted = await applyIntervention(context, row);
      return accepted.outcome === "settled" ? applySettled(context, accepted) : accepted;
    }
    case "settled":
      return applySettled(context, row);
    case "expired":
    case "expired_partial":
    case "late":
    case "declined":
      return applyClosed(context, row, row.outcome);
    case "mismatch":
      return flagAttention(context, row, "mismatch", { code: "other_fiat_amount" });
    default:
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `Calypso: payment ${row.id} has the outcome "${row.outcome}", which this version doesn't know`,
      );
  }
}
