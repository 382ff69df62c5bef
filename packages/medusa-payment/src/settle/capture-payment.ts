import { decimal } from "@calypso-commerce/core/money";
import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules, PaymentActions } from "@medusajs/framework/utils";
import { capturePaymentWorkflowId, processPaymentWorkflowId } from "@medusajs/medusa/core-flows";
import type { PaymentRow } from "../modules/ledger/types";
import type { PaymentContext, PaymentView, SessionView } from "../payment/load-payment-context";
import { isBooked } from "./is-booked";
import { repairCapture } from "./repair/repair-capture";
import { reached } from "./settle-steps";

/** Captures what is left of a payment that Medusa has authorized, or books what a killed capture left out. */
export async function capturePayment(
  container: MedusaContainer,
  row: PaymentRow,
  { orderId }: PaymentContext,
  payment: PaymentView,
): Promise<void> {
  if (await isBooked(container, payment, orderId)) return;
  const left = uncapturedOf(payment);
  if (left) await run(container, row, capturePaymentWorkflowId, { payment_id: payment.id, amount: left });
  else await bookPayment(container, row, payment);
}

/** Books what a killed capture left out. Captures nothing. */
export async function bookCaptured(
  container: MedusaContainer,
  row: PaymentRow,
  { payments, orderId }: PaymentContext,
): Promise<void> {
  const payment = payments.find(({ captures }) => captures.length > 0);
  if (!payment || uncapturedOf(payment)) return;
  if (!(await isBooked(container, payment, orderId))) await bookPayment(container, row, payment);
}

/**
 * Captures a session's payment that was authorized a moment ago under this payment's lock.
 *
 * @returns false if the order was placed over another session: a storefront can complete the cart at the same time
 */
export async function captureFresh(
  container: MedusaContainer,
  row: PaymentRow,
  session: SessionView,
): Promise<boolean> {
  const payments = container.resolve(Modules.PAYMENT);
  const filters = { payment_session_id: session.id } as Parameters<typeof payments.listPayments>[0];
  const [payment] = await payments.listPayments(filters, { select: ["id"] });
  if (!payment) return false;
  await run(container, row, capturePaymentWorkflowId, { payment_id: payment.id, amount: session.amount });
  return true;
}

/** Medusa's webhook workflow authorizes first, where that is still to be done. */
export async function authorizeAndCapture(
  container: MedusaContainer,
  row: PaymentRow,
  session: SessionView,
): Promise<void> {
  const data = { session_id: session.id, amount: session.amount };
  await run(container, row, processPaymentWorkflowId, { action: PaymentActions.SUCCESSFUL, data });
}

/** undefined if all of it is captured */
function uncapturedOf({ amount, captures }: PaymentView): string | undefined {
  const left = decimal.subtract(amount, decimal.sum(captures.map((each) => each.amount)));
  return decimal.isPositive(left) ? left : undefined;
}

/** Medusa's own workflow captures nothing of a payment that is captured in full, and writes the order's transaction. */
async function bookPayment(container: MedusaContainer, row: PaymentRow, payment: PaymentView): Promise<void> {
  await repairCapture(container, payment);
  await run(container, row, capturePaymentWorkflowId, { payment_id: payment.id });
}

async function run(container: MedusaContainer, row: PaymentRow, workflowId: string, input: object): Promise<void> {
  reached("capturing", row.id);
  await container.resolve(Modules.WORKFLOW_ENGINE).run(workflowId, { input });
  reached("captured", row.id);
}
