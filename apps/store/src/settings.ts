import { z } from "@medusajs/framework/zod";

/** A missing, blank or malformed environment variable; the message is one sentence that names it. */
export class SettingsError extends Error {
  readonly code = "invalid_setting";

  constructor(message: string) {
    super(message);
    this.name = "SettingsError";
    // Medusa prints the stack below the message, which says everything already.
    this.stack = "";
  }
}

const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
  });

const origin = url("http:", "https:");
const pattern = /^\/.+\/[a-z]*$/;
const origins = z
  .string()
  .refine((text) => text.split(",").every((part) => pattern.test(part) || origin.safeParse(part).success), {
    error: "must be a comma-separated list of origins such as https://shop.example",
  });

const secret = z.string({ error: "is missing" });
const signingSecret = z.string().regex(/^whsec_[A-Za-z0-9+/=_-]+$/, "must be the relay's signing secret, whsec_…");

/** The format of each setting. Blank ones are refused earlier. */
const schema = z.object({
  DATABASE_URL: z
    .string({ error: "is missing: give the address of a PostgreSQL database, postgres://user@host:5432/name" })
    .pipe(url("postgres:", "postgresql:")),
  REDIS_URL: url("redis:", "rediss:").optional(),
  PORT: z.coerce
    .number({ error: "must be a port number" })
    .int("must be a port number")
    .min(0, "must be a port number")
    .max(65535, "must be a port number")
    .default(9000),
  STOREFRONT_URL: origin.default("http://localhost:8000"),
  STORE_CORS: origins.optional(),
  ADMIN_CORS: origins.optional(),
  AUTH_CORS: origins.optional(),
  JWT_SECRET: secret,
  COOKIE_SECRET: secret,
  DISABLE_ADMIN: z.enum(["true", "false"], { error: 'must be "true" or "false"' }).default("false"),
  ADMIN_EMAIL: z.email({ error: "must be an e-mail address" }).optional(),
  ADMIN_PASSWORD: secret.optional(),
  CALYPSO_BASE_URL: origin.optional(),
  CALYPSO_PUBLIC_KEY: secret.optional(),
  CALYPSO_SECRET_KEY: secret.optional(),
  CALYPSO_ACCOUNT: secret.optional(),
  CALYPSO_RELAY_SIGNING_SECRET: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(signingSecret))
    .optional(),
  CALYPSO_FLOW: z.enum(["invoice", "widget"], { error: 'must be "invoice" or "widget"' }).optional(),
  CALYPSO_PLACE_ORDER_ON: z.enum(["detected", "settled"], { error: 'must be "detected" or "settled"' }).optional(),
});

/** Groups of settings that are given all together or not at all. */
const groups = [
  { what: "Calypso Pay", names: ["CALYPSO_PUBLIC_KEY", "CALYPSO_SECRET_KEY", "CALYPSO_ACCOUNT"] },
  { what: "the admin user", names: ["ADMIN_EMAIL", "ADMIN_PASSWORD"] },
] as const;

type Environment = Record<string, string | undefined>;

/**
 * Reads and checks the store's settings.
 *
 * @throws SettingsError for the first invalid setting. Its message never contains a value.
 */
export function readSettings(env: Environment) {
  const given: Environment = {};
  for (const name of Object.keys(schema.shape)) {
    const value = env[name];
    if (value === undefined) continue;
    if (value.trim() === "") throw new SettingsError(`${name} is blank: give it a value or remove it.`);
    given[name] = value;
  }

  const read = schema.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new SettingsError(`${String(issue?.path[0])} ${issue?.message}.`);
  }

  for (const { what, names } of groups) {
    const missing = names.filter((name) => read.data[name] === undefined);
    if (missing.length > 0 && missing.length < names.length) {
      throw new SettingsError(`${missing[0]} is missing: ${what} needs ${names.join(", ")} together.`);
    }
  }
  return read.data;
}

export type Settings = ReturnType<typeof readSettings>;

/** The plugin's options, or undefined without Calypso Pay's settings. */
export function calypsoOptions(settings: Settings) {
  const { CALYPSO_PUBLIC_KEY, CALYPSO_SECRET_KEY, CALYPSO_ACCOUNT } = settings;
  if (!CALYPSO_PUBLIC_KEY || !CALYPSO_SECRET_KEY || !CALYPSO_ACCOUNT) return undefined;
  return {
    credentials: {
      publicKey: CALYPSO_PUBLIC_KEY,
      secretKey: CALYPSO_SECRET_KEY,
      account: CALYPSO_ACCOUNT,
      baseUrl: settings.CALYPSO_BASE_URL,
    },
    webhooks: { relaySigningSecret: settings.CALYPSO_RELAY_SIGNING_SECRET },
    checkout: {
      flow: settings.CALYPSO_FLOW,
      returnUrl: new URL("/checkout", settings.STOREFRONT_URL).href,
      paymentLinkUrl: new URL("/pay", settings.STOREFRONT_URL).href,
    },
    payments: { placeOrderOn: settings.CALYPSO_PLACE_ORDER_ON },
    refunds: { claimUrl: `${new URL("/refund/", settings.STOREFRONT_URL).href}{token}` },
  };
}
