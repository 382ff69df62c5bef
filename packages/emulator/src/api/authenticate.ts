import { createHmac, timingSafeEqual } from "node:crypto";
import { badRequest, EmulatorError } from "../domain/emulator-error.ts";
import type { Sandbox } from "../sandbox.ts";
import { Decimal } from "../wire/decimal.ts";

const toleranceMs = 3 * 60_000;

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

/** @throws EmulatorError 400 for a timestamp that is missing or off by more than 3 minutes. */
export function checkTimestamp(sandbox: Sandbox, timestamp: unknown, skewMs = 0): void {
  if (!(timestamp instanceof Decimal) || !timestamp.round(0).eq(timestamp)) {
    throw badRequest("timestamp must be the current time in milliseconds", "timestamp_missing");
  }
  // The machine's time, not the emulator's clock: advancing the clock to see an invoice expire must not lock clients out.
  const nowMs = Date.now() + sandbox.settings.clockSkewMs + skewMs;
  if (timestamp.minus(nowMs).abs().gt(toleranceMs)) {
    throw badRequest("timestamp is more than 3 minutes away from the server's time", "timestamp_off");
  }
}

/** @throws EmulatorError 400 for an account that isn't the merchant's. */
export function checkAccount(sandbox: Sandbox, account: unknown, required: boolean): void {
  if ((account === undefined || account === null) && !required) return;
  if (account !== sandbox.credentials.account) throw badRequest("account is missing or unknown", "account_unknown");
}
