import { badRequest } from "../domain/emulator-error.ts";
import type { Sandbox } from "../sandbox.ts";

/**
 * Creates an entity once for each idempotency key.
 *
 * @throws EmulatorError 400 when the key was used with other content, or used at all while `repeatedRequest` is
 * `"reject"`.
 */
export function createOnce<T extends { readonly requestDigest: string }>(
  sandbox: Sandbox,
  existing: T | undefined,
  digest: string,
  create: () => T,
): T {
  if (!existing) return create();
  if (existing.requestDigest !== digest) {
    throw badRequest("idempotencyKey was already used with other content", "idempotency_key_reused");
  }
  if (sandbox.settings.repeatedRequest === "reject") {
    throw badRequest("idempotencyKey was already used", "idempotency_key_reused");
  }
  return existing;
}
