import type { Gateway } from "../../gateway/gateway";
import { isNotFound } from "../../gateway/is-not-found";
import type { PayoutRow } from "../../modules/ledger/types";

/** The payout of an attempt, if the vendor has it. */
export async function findAtVendor(gateway: Gateway, attempt: PayoutRow) {
  try {
    return await readAtVendor(gateway, { idempotencyKey: attempt.idempotency_key });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** A payout, and when it was asked for. */
export async function readAtVendor(gateway: Gateway, key: { id: string } | { idempotencyKey: string }) {
  const startedAt = new Date();
  return { payout: await gateway.client.payout.get(key), startedAt };
}
