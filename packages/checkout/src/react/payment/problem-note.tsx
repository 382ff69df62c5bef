import type { Problem } from "../../store/payment-store.ts";
import { useMessages } from "../ui/use-messages.ts";

const texts = {
  resume: "problemResume",
  currencies: "problemCurrencies",
  start: "problemStart",
  complete: "problemComplete",
  order: "problemOrder",
} as const;

/** What failed, with a button to retry it. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { messages } = useMessages();
  const isSlow = problem.error.code === "slow" && problem.action !== "complete";
  return (
    <div className="note bad row" role="alert" data-testid="problem" data-action={problem.action}>
      <span>{messages[isSlow ? "problemSlow" : texts[problem.action]]}</span>
      {problem.action !== "complete" && (
        <button type="button" onClick={onRetry}>
          {messages.retry}
        </button>
      )}
    </div>
  );
}
