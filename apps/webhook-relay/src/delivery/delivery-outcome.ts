/** What an attempt to deliver came to. `result` is for the operator: a status or a short code. */
export type DeliveryOutcome =
  | { kind: "delivered"; result: string }
  | { kind: "dead"; result: string }
  | { kind: "closed"; result: string }
  | { kind: "again"; result: string; dueAt: number };
