import type { VendorClient } from "../../client/client-for";
import { isNotFound } from "../../client/is-not-found";
import type { PayoutRow } from "../../modules/ledger/types";

/** The payout of an attempt, if the vendor has it. */
export async function findAtVendor(client: VendorClient, attempt: PayoutRow) {
  try {
    return await readAtVendor(client, { idempotencyKey: attempt.idempotency_key });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** A payout, and when it was asked for. */
export async function readAtVendor(client: VendorClient, key: { id: string } | { idempotencyKey: string }) {
  const startedAt = new Date();
  return { payout: await client.payout.get(key), startedAt };
}
