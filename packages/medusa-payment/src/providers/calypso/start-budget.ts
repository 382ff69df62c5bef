import { MedusaError } from "@medusajs/framework/utils";

/** How long a shopper waits at most for a payment to start. */
export const START_BUDGET_MS = 10_000;

/** The part of it in which the vendor is asked to create something; the rest is for finding out whether it did. */
const CREATE_SHARE_MS = 7_000;

/** The time left for starting a payment, and signals that end the vendor's calls with it. */
export interface StartBudget {
  /** For a call that creates. */
  create: AbortSignal;
  /** For everything. */
  all: AbortSignal;
}

export function startBudget(): StartBudget {
  return { create: AbortSignal.timeout(CREATE_SHARE_MS), all: AbortSignal.timeout(START_BUDGET_MS) };
}

/** Gives up waiting for work that can't be aborted. @throws MedusaError with the code `payment_start_timeout` */
export async function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  if (signal.aborted) throw startTimeout();
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(startTimeout());
    signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}

export function startTimeout(cause?: unknown): MedusaError {
  const sentence = "Calypso: the payment could not be started in time, nothing was charged; try again in a moment";
  const error = new MedusaError(MedusaError.Types.UNEXPECTED_STATE, sentence, "payment_start_timeout");
  error.cause = cause;
  return error;
}

export function sessionReplaced(): MedusaError {
  const sentence = "Calypso: another payment for this cart was started meanwhile; load the page again";
  return new MedusaError(MedusaError.Types.NOT_ALLOWED, sentence, "payment_session_replaced");
}
