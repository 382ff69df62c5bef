import {
  createHook,
  createStep,
  createWorkflow,
  type Hook,
  type ReturnWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk";
import { acceptPayment } from "../interventions/accept-payment";
import type { Actor, PaymentRow } from "../modules/ledger/types";

export interface AcceptPaymentInput {
  /** The ledger payment's id. */
  payment_id: string;
  /** Why, for the payment's history. */
  reason: string;
  /** The fiat amount that counts as paid. Required if the invoice expired after part of it was received. */
  amount?: string | undefined;
  actor: Actor;
}

type PaymentHook = Hook<"paymentAccepted", { payment: PaymentRow }, unknown>;

// Nothing to compensate: the vendor can't take an acceptance back.
const acceptPaymentStep = createStep(
  "calypso-accept-payment",
  async ({ payment_id, reason, amount, actor }: AcceptPaymentInput, { container }) =>
    new StepResponse(await acceptPayment(container, payment_id, { reason, amount }, actor)),
);

/**
 * Accepts an under- or overpaid invoice, money of several senders, or late money as paid. Its hook `paymentAccepted` runs afterwards, with the payment as it is
 * now.
 */
export const acceptPaymentWorkflow: ReturnWorkflow<AcceptPaymentInput, PaymentRow, [PaymentHook]> = createWorkflow(
  "calypso-accept-payment",
  (input: AcceptPaymentInput) => {
    const payment = acceptPaymentStep(input);
    const paymentAccepted: PaymentHook = createHook("paymentAccepted", { payment });
    return new WorkflowResponse(payment, { hooks: [paymentAccepted] });
  },
);
