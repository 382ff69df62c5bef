import { Hono } from "hono";
import { mailboxStubs } from "../mailbox/mailbox-stub.ts";
import { forgetTenant } from "../registry/find-tenant.ts";
import { reencryptSecrets } from "../registry/reencrypt-secrets.ts";
import { createSigningSecret, rotateSigningSecret } from "../registry/signing-secrets.ts";
import { requireTenant } from "./require-tenant.ts";

/** Rotation of the secret that signs deliveries, and of the master key. */
export const secretRoutes = new Hono<{ Bindings: Env }>();

secretRoutes.post("/stores/:tenant/signing-secret/rotate", async (c) => {
  const tenant = await requireTenant(c);
  const signingSecret = createSigningSecret();
  const previousExpiresAt = await rotateSigningSecret(c.env, tenant.store, signingSecret, Date.now());
  forgetTenant(tenant.store);
  await Promise.all(mailboxStubs(c.env, tenant).map((mailbox) => mailbox.refresh(tenant.store)));
  return c.json({ signingSecret, previousExpiresAt: new Date(previousExpiresAt).toISOString() });
});

secretRoutes.post("/secrets/reencrypt", async (c) => c.json({ reencrypted: await reencryptSecrets(c.env) }));
