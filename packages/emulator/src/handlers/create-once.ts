import { badRequest } from "../domain/emulator-error.ts";
import type { Sandbox } from "../sandbox.ts";

/**
 * Makes an entity under an idempotency key at most once.
 *
 * @throws EmulatorError 400 when the key was used for something else, or again at all where the setting
 * `repeatedRequest` is `"reject"`.
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
