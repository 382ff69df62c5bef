import { encodeBase64 } from "../base64.ts";
import { signingKeyBytes } from "../registry/signing-secrets.ts";
import type { SigningSecret } from "../registry/tenant.ts";

const encoder = new TextEncoder();
const MAX_KEYS = 500;
const keys = new Map<string, CryptoKey>();

async function signingKey(secret: string): Promise<CryptoKey> {
  const cached = keys.get(secret);
  if (cached !== undefined) return cached;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", signingKeyBytes(secret), algorithm, false, ["sign"]);
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(secret, key);
  return key;
}

/**
 * Headers of a signed delivery, with one signature for each secret that has not expired.
 *
 * Source: Standard Webhooks, "Signature scheme".
 */
export async function signDelivery(
  message: { id: string; body: string; secrets: readonly SigningSecret[] },
  now: number,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1_000));
  const content = encoder.encode(`${message.id}.${timestamp}.${message.body}`);
  const signatures = await Promise.all(
    message.secrets
      .filter((secret) => secret.expiresAt === null || secret.expiresAt > now)
      .map(async ({ secret }) => {
        const signature = await crypto.subtle.sign("HMAC", await signingKey(secret), content);
        return `v1,${encodeBase64(new Uint8Array(signature))}`;
      }),
  );
  return {
    "webhook-id": message.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
