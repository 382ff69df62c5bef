import { createHmac } from "node:crypto";
import type { VendorKey } from "../registry/tenant.ts";

/** A signed webhook as the vendor sends it. */
export interface VendorEvent {
  body: string;
  headers: Record<string, string>;
}

/**
 * Signs an event about an invoice. With `node:crypto`, so that a mistake in the relay's check can't cancel out.
 *
 * `data` is merged into the event's own.
 */
export function createVendorEvent(
  key: VendorKey,
  event: { id: number; invoiceId: string; eventType?: string; data?: Record<string, unknown> },
): VendorEvent {
  const body = JSON.stringify({
    id: event.id,
    createdDate: "2026-11-21T10:00:00.123456",
    level: "SUCCESS",
    service: "INVOICE",
    eventType: event.eventType ?? "INVOICE_PAID",
    data: { type: event.eventType ?? "INVOICE_PAID", parentExternalId: event.invoiceId, ...event.data },
  });
  return { body, headers: { "content-type": "application/json", ...signHeaders(key, body) } };
}

/** Headers `Key` and `Sign` for a body. */
export function signHeaders(key: VendorKey, body: string | Uint8Array): Record<string, string> {
  return { Key: key.publicKey, Sign: createHmac("sha512", key.secretKey).update(body).digest("hex") };
}
