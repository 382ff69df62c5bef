import { createHash } from "node:crypto";
import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { clientFor } from "../client/client-for";
import { isNotFound } from "../client/is-not-found";
import { LEDGER } from "../modules/ledger/key";
import { syncMassPayout } from "../refunds/mass-payout/sync-mass-payout";
import { followPayout } from "../refunds/payout/sync-payout";
import { settlePaymentWorkflow } from "../workflows/settle-payment";
import {
  MalformedWebhookError,
  UnauthenticWebhookError,
  type VerifiedWebhook,
  verifyRequest,
  type WebhookHeaders,
} from "./verify-request";

export interface WebhookAnswer {
  status: number;
  body: Record<string, string>;
  retryAfterSeconds?: number;
}

const RETRY_AFTER_S = 10;

/**
 * Handles a state change from the relay or the vendor. It answers 2xx only after the effect is committed. Any failure is answered 503, so
 * that the sender tries again.
 */
export async function handleWebhook(
  container: MedusaContainer,
  rawBody: Buffer,
  headers: WebhookHeaders,
): Promise<WebhookAnswer> {
  const ledger = container.resolve(LEDGER);
  let webhook: VerifiedWebhook;
  try {
    webhook = await verifyRequest(rawBody, headers, ledger.settings.webhooks);
  } catch (error) {
    if (error instanceof UnauthenticWebhookError) return { status: 401, body: { status: "unauthorized" } };
    if (error instanceof MalformedWebhookError)
      return { status: 400, body: { status: "malformed", reason: error.message } };
    throw error;
  }
  const { source, change } = webhook;
  const delivery = {
    digest: createHash("sha256").update(contentOf(rawBody, source)).digest("hex"),
    source,
    event_type: change.event,
    entity_kind: change.entity.kind,
    entity_id: change.entity.id,
  };
  try {
    const subject_id = await applyChange(container, change);
    const outcome = subject_id ? "applied" : "ignored";
    await ledger.deliveries.record({ ...delivery, outcome, subject_id: subject_id ?? null, applied_at: new Date() });
    return { status: 200, body: { status: outcome } };
  } catch (error) {
    const reason = (error as Error).message;
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(`Calypso: ${change.event} could not be applied: ${reason}`);
    await ledger.deliveries.record({ ...delivery, outcome: "failed", last_error: reason });
    return { status: 503, body: { status: "failed" }, retryAfterSeconds: RETRY_AFTER_S };
  }
}

/** @returns the id of the ledger row that changed, or undefined for an object of another store */
async function applyChange(container: MedusaContainer, change: VerifiedWebhook["change"]): Promise<string | undefined> {
  const ledger = container.resolve(LEDGER);
  const { kind, id, idempotencyKey, externalId } = change.entity;
  if (kind === "payout") {
    const payout = await ledger.payouts.findByVendor({ id, idempotencyKey });
    if (payout) {
      await followPayout(container, payout, "webhook");
      return payout.refund_id;
    }
    const batch = await ledger.batches.findByVendor({ id, idempotencyKey });
    if (batch) await syncMassPayout(container, batch.id, "webhook");
    return batch?.id;
  }
  if (kind !== "invoice" && kind !== "widget") return undefined;
  const payment =
    (await ledger.payments.findByVendor({ id, idempotencyKey })) ??
    (externalId ? await ledger.payments.findBySession(externalId) : undefined) ??
    (await findByReading(container, id));
  if (!payment) return undefined;
  await settlePaymentWorkflow(container).run({ input: { payment_id: payment.id, actor: "webhook" } });
  return payment.id;
}

/**
 * An invoice that a shopper opened from a widget isn't in the ledger before it is read, but may name the session. An invoice that the
 * vendor doesn't show us is another merchant's. (If it is ours after all, the reconcile job finds it.)
 */
async function findByReading(container: MedusaContainer, id: string) {
  const ledger = container.resolve(LEDGER);
  const { externalId } = await clientFor(ledger.settings)
    .invoice.get({ id })
    .catch((error: unknown) => {
      if (isNotFound(error)) return { externalId: undefined };
      throw error;
    });
  return externalId ? ledger.payments.findBySession(externalId) : undefined;
}

/** Identifies a delivery by its body: the relay signs each attempt again over the same body. */
function contentOf(rawBody: Buffer, source: string): string {
  return `${source}\n${rawBody.toString("utf8")}`;
}
