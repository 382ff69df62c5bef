import { createHmac, timingSafeEqual } from "node:crypto";
import { MedusaError } from "@medusajs/framework/utils";

const LABEL = "calypso payment link v1";

export interface PaymentLinkClaim {
  orderId: string;
  expiresAt: Date;
}

/**
 * A signed token: an order's id and when the link ends. Nothing is stored. Its key is derived from the API's secret key, so that a new
 * key pair ends all links.
 */
export function signPaymentLink(secretKey: string, { orderId, expiresAt }: PaymentLinkClaim): string {
  const payload = Buffer.from(`${Math.floor(expiresAt.getTime() / 1_000)}.${orderId}`).toString("base64url");
  return `${payload}.${signature(secretKey, payload).toString("base64url")}`;
}

/** @throws MedusaError for a token that wasn't signed here. An expired one is returned: the page says so */
export function readPaymentLink(secretKey: string, token: string): PaymentLinkClaim {
  const [payload = "", given = "", ...rest] = token.split(".");
  const expected = signature(secretKey, payload);
  const actual = Buffer.from(given, "base64url");
  if (rest.length > 0 || actual.length !== expected.length || !timingSafeEqual(actual, expected)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "Calypso: there is no such link; check that it is complete");
  }
  const text = Buffer.from(payload, "base64url").toString();
  const dot = text.indexOf(".");
  return { orderId: text.slice(dot + 1), expiresAt: new Date(Number(text.slice(0, dot)) * 1_000) };
}

function signature(secretKey: string, payload: string): Buffer {
  const key = createHmac("sha256", secretKey).update(LABEL).digest();
  return createHmac("sha256", key).update(payload).digest();
}
