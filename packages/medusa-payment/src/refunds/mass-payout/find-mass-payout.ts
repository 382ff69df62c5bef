import type { MassPayout } from "@calypso-commerce/core/schemas";
import type { VendorClient } from "../../client/client-for";
import { isNotFound } from "../../client/is-not-found";
import type { BatchRow } from "../../modules/ledger/types";

/** A mass payout by its key, if the vendor has it. */
export async function findMassPayout(client: VendorClient, batch: BatchRow): Promise<MassPayout | undefined> {
  try {
    return await client.payout.getMass({ idempotencyKey: batch.idempotency_key });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
