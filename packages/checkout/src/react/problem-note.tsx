import type { Problem } from "../payment/payment-store.ts";
import { useWords } from "./context.ts";

const words = {
  resume: "problemResume",
  currencies: "problemCurrencies",
  start: "problemStart",
  complete: "problemComplete",
} as const;

/** What didn't work, and a way to try it again. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const { messages } = useWords();
  return (
    <div className="note bad row" role="alert" data-testid="problem" data-action={problem.action}>
      <span>{messages[words[problem.action]]}</span>
      {problem.action !== "complete" && (
        <button type="button" onClick={onRetry}>
          {messages.retry}
        </button>
      )}
    </div>
  );
}
