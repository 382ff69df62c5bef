import { createHmac, timingSafeEqual } from "node:crypto";
import { EmulatorError } from "../domain/emulator-error.ts";
import type { Sandbox } from "../sandbox.ts";

/**
 * Checks `Key` and `Sign` against the exact bytes of the body (API reference, "Authentification").
 *
 * @throws EmulatorError 401 when either is missing or wrong.
 */
export function checkSignature(
  sandbox: Sandbox,
  body: Uint8Array,
  key: string | undefined,
  sign: string | undefined,
): void {
  const { publicKey, secretKey } = sandbox.credentials;
  if (!key) throw new EmulatorError("key_missing", 401, "header Key is missing");
  if (key !== publicKey) throw new EmulatorError("key_unknown", 401, "header Key is not a known API key");
  if (!sign) throw new EmulatorError("sign_missing", 401, "header Sign is missing");
  const expected = createHmac("sha512", secretKey).update(body).digest();
  const given = /^[0-9a-f]{128}$/i.test(sign) ? Buffer.from(sign, "hex") : Buffer.alloc(expected.length);
  if (!timingSafeEqual(expected, given)) {
    throw new EmulatorError("sign_wrong", 401, "header Sign does not match the body");
  }
}
