import {
  createHook,
  createStep,
  createWorkflow,
  type Hook,
  type ReturnWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import type { Actor, PaymentRow } from "../modules/ledger/types";
import { settlePayment } from "../settle/settle-payment";

export interface SettlePaymentInput {
  /** The ledger payment's id. */
  payment_id: string;
  actor: Actor;
}

type PaymentHook = Hook<"paymentSettled", { payment: PaymentRow }, unknown>;

// Nothing to compensate: each part of settling is idempotent, and its effects stay true whatever fails later.
const settlePaymentStep = createStep(
  "calypso-settle-payment",
  async ({ payment_id, actor }: SettlePaymentInput, { container }) =>
    new StepResponse(await settlePayment(container, payment_id, actor)),
);

/**
 * Reads a payment from Calypso and makes Medusa agree. Every webhook, status poll, run of the reconcile job and "check now" runs it.
 *
 * Its hook `paymentSettled` runs after each of them, with the payment as it is now; see `outcome` and `captured_at`. If a handler throws,
 * a webhook's sender tries again.
 */
export const settlePaymentWorkflow: ReturnWorkflow<SettlePaymentInput, PaymentRow, [PaymentHook]> = createWorkflow(
  "calypso-settle-payment",
  (input: SettlePaymentInput) => {
    const payment = settlePaymentStep(input);
    const paymentSettled: PaymentHook = createHook("paymentSettled", { payment });
    return new WorkflowResponse(payment, { hooks: [paymentSettled] });
  },
);
