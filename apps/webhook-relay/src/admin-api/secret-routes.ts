import { Hono } from "hono";
import { mailboxStubs } from "../mailbox/mailbox-stub.ts";
import { forgetTenant } from "../registry/find-tenant.ts";
import { reencryptSecrets, rotateSigningSecret, summarizeTenants } from "../registry/registry.ts";
import { createSigningSecret } from "../registry/signing-secret.ts";

/** Rotation of what the relay signs with and of what it seals with. */
export const secretRoutes = new Hono<{ Bindings: Env }>();

secretRoutes.post("/stores/:store/signing-secret/rotate", async (c) => {
  const [summary] = await summarizeTenants(c.env, c.req.param("store"));
  if (summary === undefined) return c.json({ error: "no such store" }, 404);
  const signingSecret = createSigningSecret();
  const previousExpiresAt = await rotateSigningSecret(c.env, summary.store, signingSecret, Date.now());
  forgetTenant(summary.store);
  await Promise.all(mailboxStubs(c.env, summary).map((mailbox) => mailbox.refresh(summary.store)));
  return c.json({ signingSecret, previousExpiresAt: new Date(previousExpiresAt).toISOString() });
});

secretRoutes.post("/master-key/reseal", async (c) => c.json({ resealed: await reencryptSecrets(c.env) }));
