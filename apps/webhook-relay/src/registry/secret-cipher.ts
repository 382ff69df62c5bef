import { decodeBase64, encodeBase64 } from "../base64.ts";
import { RelayError } from "../errors.ts";
import { parseMasterKeys } from "../settings.ts";

const IV_BYTES = 12;
const encoder = new TextEncoder();

/** Seals and opens secrets at rest with AES-256-GCM. */
export interface SecretCipher {
  /** Id of the key that seals now. */
  readonly keyId: string;
  /** `context` binds the result to its row: what was sealed for one store can't be opened for another. */
  seal(secret: string, context: string): Promise<string>;
  /** @throws {RelayError} code `sealed_secret_unreadable`. */
  open(sealed: string, context: string): Promise<string>;
}

/** Makes a box from the setting `RELAY_MASTER_KEY`. @throws {RelaySettingError} */
export async function createSecretCipher(masterKeySetting: string | undefined): Promise<SecretCipher> {
  const keys = new Map<string, CryptoKey>();
  for (const bytes of parseMasterKeys(masterKeySetting)) {
    // The id is a hash of a key of 256 random bits, so it tells nothing about the key.
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const id = [...digest.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    keys.set(id, await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]));
  }
  const [current] = keys;
  if (current === undefined) throw new RelayError("no_master_key", "there is no master key");
  const [keyId, key] = current;

  return {
    keyId,
    async seal(secret, context) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const parameters = { name: "AES-GCM", iv, additionalData: encoder.encode(context) };
      const sealed = new Uint8Array(await crypto.subtle.encrypt(parameters, key, encoder.encode(secret)));
      return `v1.${keyId}.${encodeBase64(iv)}.${encodeBase64(sealed)}`;
    },
    async open(sealed, context) {
      const [version, id = "", iv64 = "", sealed64 = ""] = sealed.split(".");
      const openingKey = keys.get(id);
      const iv = decodeBase64(iv64);
      const bytes = decodeBase64(sealed64);
      if (version !== "v1" || openingKey === undefined || iv === undefined || bytes === undefined) {
        throw new RelayError(
          "sealed_secret_unreadable",
          `a secret in the registry is sealed with master key ${id}, which RELAY_MASTER_KEY doesn't hold`,
        );
      }
      try {
        const parameters = { name: "AES-GCM", iv, additionalData: encoder.encode(context) };
        return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, openingKey, bytes));
      } catch (cause) {
        throw new RelayError("sealed_secret_unreadable", "a sealed secret in the registry was altered or moved", {
          cause,
        });
      }
    },
  };
}

let cached: { setting: string | undefined; box: SecretCipher } | undefined;

/** The box for this Worker's `RELAY_MASTER_KEY`, imported once an isolate. @throws {RelaySettingError} */
export async function secretCipherOf(env: { RELAY_MASTER_KEY?: string }): Promise<SecretCipher> {
  const setting = env.RELAY_MASTER_KEY;
  if (cached !== undefined && cached.setting === setting) return cached.box;
  const box = await createSecretCipher(setting);
  cached = { setting, box };
  return box;
}
