import { Hono } from "hono";
import type { Env } from "../env.ts";
import { mailboxesOf } from "../mailbox/mailbox-of.ts";
import { resealSecrets, rotateSigningSecret, summarizeStores } from "../registry/registry.ts";
import { createSigningSecret } from "../registry/signing-secret.ts";
import { forgetStore } from "../registry/store-cache.ts";

/** Rotation of what the relay signs with and of what it seals with. */
export const secretRoutes = new Hono<{ Bindings: Env }>();

secretRoutes.post("/stores/:store/signing-secret/rotate", async (c) => {
  const [summary] = await summarizeStores(c.env, c.req.param("store"));
  if (summary === undefined) return c.json({ error: "no such store" }, 404);
  const signingSecret = createSigningSecret();
  const previousExpiresAt = await rotateSigningSecret(c.env, summary.store, signingSecret, Date.now());
  forgetStore(summary.store);
  await Promise.all(mailboxesOf(c.env, summary).map((mailbox) => mailbox.refresh(summary.store)));
  return c.json({ signingSecret, previousExpiresAt: new Date(previousExpiresAt).toISOString() });
});

secretRoutes.post("/master-key/reseal", async (c) => c.json({ resealed: await resealSecrets(c.env) }));
