import { env, exports } from "cloudflare:workers";
import { expect, test } from "vitest";
import { findTenant } from "../../src/registry/find-tenant.ts";
import {
  callRelay,
  callRelayJson,
  eventBody,
  inMailbox,
  postWebhook,
  registerTenant,
  signatureOf,
  vendorKey,
} from "../support/workerd/relay.ts";

const other = { publicKey: "other-key", secretKey: "other-secret" };

/** A webhook that an isolate accepts with the keys that it has cached, although one of them was removed. */
async function deliverFromCache(tenant: string, key: typeof other) {
  const body = eventBody();
  return postWebhook(tenant, body, { Key: key.publicKey, Sign: await signatureOf(body, key.secretKey) });
}

test("a removed key is refused at once, also by an isolate that has cached it while D1 is down", async () => {
  const tenant = await registerTenant([{}], { keys: [vendorKey, other] });
  expect((await deliverFromCache(tenant, other)).status).toBe(202);
  // As in another isolate: its cache keeps the tenant with both keys.
  const cached = await findTenant(env, tenant);
  await callRelay("DELETE", `/v1/stores/${tenant}/keys/${other.publicKey}`);
  expect(cached?.keys.has(other.publicKey)).toBe(true);
  const receipts = await inMailbox(tenant, (mailbox) =>
    mailbox.accept(tenant, [
      { id: "1", entity: "invoice:1", change: "{}", key: other.publicKey, sign: "", body: "{}" },
      { id: "2", entity: "invoice:2", change: "{}", key: vendorKey.publicKey, sign: "", body: "{}" },
    ]),
  );
  expect(receipts).toEqual(["revoked", "accepted"]);
  expect((await deliverFromCache(tenant, other)).status).toBe(401);
  expect((await deliverFromCache(tenant, vendorKey)).status).toBe(202);
});

test("a key that is added again works", async () => {
  const tenant = await registerTenant([{}], { keys: [vendorKey, other] });
  await callRelay("DELETE", `/v1/stores/${tenant}/keys/${other.publicKey}`);
  await callRelayJson("POST", `/v1/stores/${tenant}/keys`, other);
  expect((await deliverFromCache(tenant, other)).status).toBe(202);
});

test("replacing a tenant removes the keys that aren't given", async () => {
  const tenant = await registerTenant([{}], { keys: [vendorKey, other] });
  const { url } = await callRelayJson("GET", `/v1/stores/${tenant}`);
  await callRelayJson("PUT", `/v1/stores/${tenant}`, { url, keys: [vendorKey] });
  const keys = await inMailbox(tenant, (_mailbox, { storage: { sql } }) => [
    ...sql.exec("SELECT value FROM state WHERE name = 'revoked_keys'"),
  ]);
  expect(keys).toEqual([{ value: JSON.stringify([other.publicKey]) }]);
});

test.each(["/", "//", "/more", "/acme/"])("below a webhook's path, %s is no operator's route", async (rest) => {
  const post = (headers: Record<string, string>) =>
    exports.default.fetch(`https://relay.test/v1/webhooks/nobody${rest}`, { method: "POST", headers, body: "{}" });
  for (const headers of [{}, { authorization: `Bearer ${env.RELAY_ADMIN_TOKEN}` }]) {
    expect((await post(headers)).status).toBe(404);
  }
});
