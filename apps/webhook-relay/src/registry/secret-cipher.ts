import { decodeBase64, encodeBase64 } from "../base64.ts";
import { RelayError } from "../errors.ts";
import { parseMasterKeySetting } from "../settings.ts";

const IV_BYTES = 12;
const encoder = new TextEncoder();

/** Encrypts and decrypts the registry's secrets with AES-256-GCM. */
export interface SecretCipher {
  /** Id of the key that encrypts. */
  readonly keyId: string;
  /** `context` binds the result to its row: a secret that is moved to another row can't be decrypted. */
  encrypt(secret: string, context: string): Promise<string>;
  /** @throws {RelayError} code `secret_unreadable`. */
  decrypt(encrypted: string, context: string): Promise<string>;
}

export const vendorKeyContext = (tenant: string, publicKey: string): string => `vendor-key/${tenant}/${publicKey}`;
export const signingSecretContext = (tenant: string, secretId: string): string =>
  `signing-secret/${tenant}/${secretId}`;

/** Creates a cipher from the setting `RELAY_MASTER_KEY`. @throws {RelaySettingError} */
export async function createSecretCipher(masterKeySetting: string | undefined): Promise<SecretCipher> {
  const keys = new Map<string, CryptoKey>();
  for (const bytes of parseMasterKeySetting(masterKeySetting)) {
    // The id may be public: it is a hash of a key of 256 random bits.
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const id = [...digest.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    keys.set(id, await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]));
  }
  const [current] = keys;
  if (current === undefined) throw new RelayError("no_master_key", "there is no master key");
  const [keyId, currentKey] = current;

  return {
    keyId,
    async encrypt(secret, context) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const parameters = { name: "AES-GCM", iv, additionalData: encoder.encode(context) };
      const encrypted = new Uint8Array(await crypto.subtle.encrypt(parameters, currentKey, encoder.encode(secret)));
      return `v1.${keyId}.${encodeBase64(iv)}.${encodeBase64(encrypted)}`;
    },
    async decrypt(encrypted, context) {
      const [version, id = "", iv64 = "", bytes64 = ""] = encrypted.split(".");
      const key = keys.get(id);
      const iv = decodeBase64(iv64);
      const bytes = decodeBase64(bytes64);
      if (version !== "v1" || key === undefined || iv === undefined || bytes === undefined) {
        throw new RelayError(
          "secret_unreadable",
          `a secret in the registry is encrypted with master key ${id}, which RELAY_MASTER_KEY doesn't contain`,
        );
      }
      try {
        const parameters = { name: "AES-GCM", iv, additionalData: encoder.encode(context) };
        return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, key, bytes));
      } catch (cause) {
        throw new RelayError("secret_unreadable", "a secret in the registry was altered or moved", { cause });
      }
    },
  };
}

let cached: { setting: string | undefined; cipher: SecretCipher } | undefined;

/** The cipher for this Worker's `RELAY_MASTER_KEY`, created once per isolate. @throws {RelaySettingError} */
export async function getSecretCipher(env: { RELAY_MASTER_KEY?: string }): Promise<SecretCipher> {
  const setting = env.RELAY_MASTER_KEY;
  if (cached !== undefined && cached.setting === setting) return cached.cipher;
  const cipher = await createSecretCipher(setting);
  cached = { setting, cipher };
  return cipher;
}
