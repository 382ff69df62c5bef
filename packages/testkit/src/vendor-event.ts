import { createHmac } from "node:crypto";

/** A key pair of a webhook subscription. */
export interface VendorKey {
  publicKey: string;
  secretKey: string;
}

/** A signed webhook as the vendor sends it. */
export interface VendorEvent {
  body: string;
  headers: Record<string, string>;
}

/**
 * Signs an event about an invoice. Uses `node:crypto`, not core, so that a mistake in the code under test shows.
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

/** The headers `Key` and `Sign` for a body. */
export function signHeaders(key: VendorKey, body: string | Uint8Array): Record<string, string> {
  return { Key: key.publicKey, Sign: createHmac("sha512", key.secretKey).update(body).digest("hex") };
}
