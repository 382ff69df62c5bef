import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import type { Actor } from "../modules/ledger/types";
import { settlePayment } from "../settle/settle-payment";

interface SettlePaymentInput {
  /** The ledger payment's id. */
  payment_id: string;
  /** @default "job" */
  actor?: Actor;
}

/** There is nothing to undo: each part of settling is idempotent, and what it did is true whatever fails later. */
const settlePaymentStep = createStep(
  "calypso-settle-payment-step",
  async (input: SettlePaymentInput, { container }) => {
    return new StepResponse(await settlePayment(container, input.payment_id, input.actor ?? "job"));
  },
);

/** Asks the vendor about a payment and applies the answer: {@link settlePayment} for use in workflows of your own. */
export const settlePaymentWorkflow = createWorkflow("calypso-settle-payment", (input: SettlePaymentInput) => {
  return new WorkflowResponse(settlePaymentStep(input));
});
