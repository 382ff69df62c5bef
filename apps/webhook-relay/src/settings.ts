import { decodeBase64 } from "./base64.ts";
import { RelaySettingError } from "./errors.ts";

const MASTER_KEY_BYTES = 32;
const MIN_TOKEN_LENGTH = 16;

/**
 * Master keys from `RELAY_MASTER_KEY`: base64 of 32 random bytes (`openssl rand -base64 32`), or several of them with a
 * comma between. The first one encrypts, each decrypts what it encrypted; so the key can be rotated.
 *
 * @throws {RelaySettingError}
 */
export function parseMasterKeySetting(setting: string | undefined): Uint8Array<ArrayBuffer>[] {
  const name = "RELAY_MASTER_KEY";
  if (setting === undefined || setting.trim() === "") {
    throw new RelaySettingError(name, "is blank: set it to base64 of 32 random bytes (openssl rand -base64 32).");
  }
  return setting.split(",").map((part) => {
    const bytes = decodeBase64(part.trim());
    if (bytes?.length !== MASTER_KEY_BYTES) {
      throw new RelaySettingError(
        name,
        "is malformed: it must be base64 of exactly 32 bytes (openssl rand -base64 32).",
      );
    }
    return bytes;
  });
}

/**
 * The admin token from `RELAY_ADMIN_TOKEN`: at least 16 printable ASCII characters without white space.
 *
 * @throws {RelaySettingError}
 */
export function parseAdminTokenSetting(setting: string | undefined): string {
  const name = "RELAY_ADMIN_TOKEN";
  if (setting === undefined || setting.trim() === "") {
    throw new RelaySettingError(name, "is blank: set it to a random token (openssl rand -hex 32).");
  }
  if (!/^[\x21-\x7e]+$/.test(setting) || setting.length < MIN_TOKEN_LENGTH) {
    throw new RelaySettingError(
      name,
      `is malformed: it must have at least ${MIN_TOKEN_LENGTH} printable characters and no white space.`,
    );
  }
  return setting;
}

const DEFAULT_DELIVERED_DAYS = 7;
/** Shorter than receipts are kept: a receipt outlives its event. */
const MAX_DELIVERED_DAYS = 30;

/**
 * Days that delivered events are kept for replay, from `RELAY_KEEP_DELIVERED_DAYS`: 0 to 30, default 7.
 *
 * @throws {RelaySettingError}
 */
export function parseKeepDeliveredDaysSetting(env: { RELAY_KEEP_DELIVERED_DAYS?: string }): number {
  const setting = env.RELAY_KEEP_DELIVERED_DAYS;
  if (setting === undefined || setting.trim() === "") return DEFAULT_DELIVERED_DAYS;
  const days = Number(setting);
  if (days >= 0 && days <= MAX_DELIVERED_DAYS) return days;
  throw new RelaySettingError("RELAY_KEEP_DELIVERED_DAYS", `must be a number from 0 to ${MAX_DELIVERED_DAYS}.`);
}
