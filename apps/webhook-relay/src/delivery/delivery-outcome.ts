/** Outcome of one attempt to deliver. `result` is for the operator: a status or a short reason. */
export type DeliveryOutcome =
  | { kind: "delivered"; result: string }
  | { kind: "dead"; result: string }
  | { kind: "closed"; result: string }
  | { kind: "retry"; result: string; dueAt: number };
