import type { Messages } from "../../messages/messages.ts";
import type { Outcome, Payment } from "../../payment/payment.ts";
import { useMessages } from "../ui/use-messages.ts";

const steps = ["stepQuote", "stepSent", "stepSeen", "stepConfirming", "stepPaid"] as const satisfies (keyof Messages)[];

/** Which step a payment is at. Outcomes that end the payment or need a person have none. */
const current: Partial<Record<Outcome, number>> = {
  waiting: 1,
  underpaid: 1,
  detected: 3,
  held: 3,
  settled: 5,
};

/** How far the payment is, in five steps, with a link to its transaction if the store knows it. */
export function PaymentSteps({ payment }: { payment: Payment }) {
  const { messages } = useMessages();
  const at = current[payment.outcome];
  if (at === undefined) return null;
  return (
    <>
      <ol className="steps" aria-label={messages.stepsLabel} data-testid="steps" data-step={at}>
        {steps.map((step, index) => (
          <li
            key={step}
            className={index < at ? "done" : index === at ? "now" : ""}
            aria-current={index === at ? "step" : undefined}
          >
            {messages[step]}
          </li>
        ))}
      </ol>
      {payment.transactionUrl && (
        <p className="muted">
          <a href={payment.transactionUrl} target="_blank" rel="noopener noreferrer" data-testid="transaction-link">
            {messages.viewTransaction}
          </a>
        </p>
      )}
    </>
  );
}
