import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import type { RefundRow } from "../modules/ledger/types";

/** Events on Medusa's bus that follow a refund. */
export const refundEvents = {
  /** Decided. With a claim link, if the shopper has to say where the money goes; again for each new link. */
  requested: "calypso.refund.requested",
  /** The shopper gave an address. */
  claimed: "calypso.refund.claimed",
  approved: "calypso.refund.approved",
  /** The vendor has the payout. */
  sent: "calypso.refund.sent",
  /** The money has arrived. */
  completed: "calypso.refund.completed",
  /** It doesn't go on by itself; `error` says why. */
  failed: "calypso.refund.failed",
} as const;

/** What every refund event carries. Amounts are decimal strings. */
export interface RefundEventData {
  refund_id: string;
  payment_id: string;
  order_id: string | null;
  amount: string;
  currency_code: string;
  crypto_amount: string | null;
  crypto_currency: string | null;
  state: RefundRow["state"];
}

export interface RefundRequestedData extends RefundEventData {
  /** For the shopper's eyes alone: who has it can say where the money goes. */
  claim_url?: string;
  claim_expires_at?: string;
}

export interface RefundFailedData extends RefundEventData {
  error: string | null;
}

/** Payloads by event. */
export interface RefundEventMap {
  requested: RefundRequestedData;
  claimed: RefundEventData;
  approved: RefundEventData;
  sent: RefundEventData;
  completed: RefundEventData;
  failed: RefundFailedData;
}

/** Tells of a refund what is committed. A bus that can't be reached holds nothing up: the ledger knows. */
export async function emitRefundEvent<Name extends keyof RefundEventMap>(
  container: MedusaContainer,
  name: Name,
  refund: RefundRow,
  more: Omit<RefundEventMap[Name], keyof RefundEventData>,
): Promise<void> {
  const data = {
    refund_id: refund.id,
    payment_id: refund.payment_id,
    order_id: refund.order_id,
    amount: refund.amount,
    currency_code: refund.currency_code,
    crypto_amount: refund.crypto_amount,
    crypto_currency: refund.crypto_currency,
    state: refund.state,
    ...more,
  };
  try {
    await container.resolve(Modules.EVENT_BUS).emit({ name: refundEvents[name], data });
  } catch (error) {
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER);
    logger.error(`Calypso: ${refundEvents[name]} of ${refund.id} was not emitted: ${(error as Error).message}`);
  }
}
