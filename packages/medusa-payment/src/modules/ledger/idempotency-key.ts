import { v5 } from "uuid";

/** Namespace of this plugin's keys; any fixed UUID would do, but it must never change. */
const NAMESPACE = "6f6f2b4e-7f0e-5d8a-9a83-0a6f5f9b7c41";

/** The idempotency key of the ledger row that a remote change belongs to: the same row always asks with the same key. */
export function idempotencyKey(rowId: string): string {
  return v5(rowId, NAMESPACE);
}
