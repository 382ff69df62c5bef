import { badRequest } from "../domain/emulator-error.ts";
import type { Sandbox } from "../sandbox.ts";
import { Decimal } from "../wire/decimal.ts";

const toleranceMs = 3 * 60_000;

/**
 * Checks the fields beside the payload: `timestamp` and `account`.
 *
 * @throws EmulatorError 400 for a timestamp that is missing or off by more than 3 minutes, or another account.
 */
export function checkEnvelope(
  { credentials, settings }: Sandbox,
  { timestamp, account }: Record<string, unknown>,
  needsAccount: boolean,
  skewMs: number,
): void {
  if (!(timestamp instanceof Decimal) || !timestamp.round(0).eq(timestamp)) {
    throw badRequest("timestamp must be the current time in milliseconds", "timestamp_missing");
  }
  // The machine's time, not the emulator's clock: advancing the clock to see an invoice expire must not lock clients out.
  const nowMs = Date.now() + settings.clockSkewMs + skewMs;
  if (timestamp.minus(nowMs).abs().gt(toleranceMs)) {
    throw badRequest("timestamp is more than 3 minutes away from the server's time", "timestamp_off");
  }
  if (!needsAccount && (account === undefined || account === null)) return;
  if (account !== credentials.account) throw badRequest("account is missing or unknown", "account_unknown");
}
