import { v5 } from "uuid";

/** Namespace of this plugin's keys: an arbitrary UUID that must never change. */
const NAMESPACE = "6f6f2b4e-7f0e-5d8a-9a83-0a6f5f9b7c41";

/** The idempotency key of a ledger row: every call for the row carries the same key. */
export function idempotencyKey(rowId: string): string {
  return v5(rowId, NAMESPACE);
}
