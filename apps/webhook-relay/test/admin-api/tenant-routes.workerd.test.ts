import { env, exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import {
  callRelay,
  callRelayJson,
  eventBody,
  eventually,
  newTenantName,
  postWebhook,
  registerTenant,
  scriptStore,
  signatureOf,
  vendorKey,
  waitForDeliveries,
  waitForStats,
} from "../support/workerd/relay.ts";

const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const url = "https://shop.example.com/hooks/calypso";

describe("tenants", () => {
  test("only the first answer contains the signing secret, none a vendor's", async () => {
    const tenant = newTenantName();
    const created = await callRelay("PUT", `/v1/stores/${tenant}`, { url, keys: [vendorKey] });
    expect(created.status).toBe(201);
    const summary = {
      store: tenant,
      url,
      shards: 1,
      createdAt: iso,
      updatedAt: iso,
      keys: [{ publicKey: vendorKey.publicKey, createdAt: iso, lastUsedAt: null }],
      signingSecrets: [{ createdAt: iso, expiresAt: null }],
    };
    expect(await created.json()).toEqual({
      ...summary,
      signingSecret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    });
    const replaced = await callRelay("PUT", `/v1/stores/${tenant}`, { url, keys: [vendorKey] });
    expect(replaced.status).toBe(200);
    expect(await replaced.json()).toEqual(summary);
    expect(await callRelayJson("GET", `/v1/stores/${tenant}`)).toEqual(summary);
    expect((await callRelayJson("GET", "/v1/stores")).stores).toContainEqual(summary);
    expect(JSON.stringify(await callRelayJson("GET", "/v1/stores"))).not.toContain(vendorKey.secretKey);
  });

  test("replacing a tenant removes keys that aren't given", async () => {
    const tenant = await registerTenant();
    expect((await postWebhook(tenant)).status).toBe(202);
    const other = { publicKey: "other", secretKey: "other-secret" };
    await callRelayJson("PUT", `/v1/stores/${tenant}`, { url: `${env.STORE_URL}/${tenant}`, keys: [other] });
    expect((await postWebhook(tenant)).status).toBe(401);
    const body = eventBody();
    const headers = { Key: "other", Sign: await signatureOf(body, other.secretKey) };
    expect((await postWebhook(tenant, body, headers)).status).toBe(202);
  });

  test("adds and removes keys, and records their last use", async () => {
    const tenant = await registerTenant();
    const second = { publicKey: "second/key", secretKey: "second-secret" };
    expect((await callRelay("POST", `/v1/stores/${tenant}/keys`, second)).status).toBe(201);
    await postWebhook(tenant);
    await eventually(async () => {
      const { keys } = await callRelayJson("GET", `/v1/stores/${tenant}`);
      expect(keys).toMatchObject([
        { publicKey: vendorKey.publicKey, lastUsedAt: iso },
        { publicKey: "second/key", lastUsedAt: null },
      ]);
    });
    expect((await callRelay("DELETE", `/v1/stores/${tenant}/keys/second%2Fkey`)).status).toBe(204);
    expect((await callRelay("DELETE", `/v1/stores/${tenant}/keys/second%2Fkey`)).status).toBe(404);
    expect((await callRelayJson("GET", `/v1/stores/${tenant}`)).keys).toHaveLength(1);
  });

  test("a removed tenant gets its pending events once it is registered again", async () => {
    const tenant = await registerTenant([{ status: 503, headers: { "retry-after": "0" } }]);
    await postWebhook(tenant);
    await waitForDeliveries(tenant, 1);
    expect((await callRelay("DELETE", `/v1/stores/${tenant}`)).status).toBe(204);
    expect((await callRelay("DELETE", `/v1/stores/${tenant}`)).status).toBe(404);
    expect((await callRelay("GET", `/v1/stores/${tenant}`)).status).toBe(404);
    expect((await postWebhook(tenant)).status).toBe(404);
    await scriptStore(tenant, [{}]);
    await callRelayJson("PUT", `/v1/stores/${tenant}`, { url: `${env.STORE_URL}/${tenant}`, keys: [] });
    await waitForStats(tenant, { delivered: 1, pending: 0 });
  });

  test.each([
    ["text that isn't JSON", "not json", "the body must be JSON"],
    ["no url", { keys: [] }, "url must be"],
    ["a relative url", { url: "shop", keys: [] }, "url must be an absolute URL"],
    ["http to a public host", { url: "http://shop.example.com/", keys: [] }, "url must begin with https://"],
    ["a private address", { url: "https://10.1.2.3/", keys: [] }, "url points to a private or special address"],
    ["no keys", { url }, "keys must be"],
    ["a blank secret", { url, keys: [{ publicKey: "a", secretKey: " " }] }, "secretKey must not be blank"],
    ["a blank public key", { url, keys: [{ publicKey: "", secretKey: "b" }] }, "publicKey must be"],
    ["the same key twice", { url, keys: [vendorKey, vendorKey] }, "the same publicKey twice"],
    ["an unknown field", { url, keys: [], retries: 3 }, "retries must be"],
    ["a malformed signing secret", { url, keys: [], signingSecret: "secret" }, "signingSecret must be"],
    ["a short signing secret", { url, keys: [], signingSecret: "whsec_AAAA" }, "signingSecret must be"],
    ["too many shards", { url, keys: [], shards: 1000 }, "shards must be"],
  ])("400 with the reason for %s", async (_what, body, reason) => {
    const response = await exports.default.fetch(`https://relay.test/v1/stores/${newTenantName()}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${env.RELAY_ADMIN_TOKEN}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: "invalid_request", message: expect.stringContaining(reason) });
  });

  test("400 for an invalid name, 413 for a large body, 404 for an unknown tenant", async () => {
    expect((await callRelay("PUT", "/v1/stores/Shop_1", { url, keys: [] })).status).toBe(400);
    const large = { url, keys: [{ publicKey: "a", secretKey: "x".repeat(70_000) }] };
    expect((await callRelay("PUT", `/v1/stores/${newTenantName()}`, large)).status).toBe(413);
    for (const [method, path, body] of [
      ["GET", ""],
      ["GET", "/stats"],
      ["GET", "/deliveries"],
      ["POST", "/replay", { status: "dead" }],
      ["POST", "/keys", vendorKey],
      ["POST", "/signing-secret/rotate"],
    ] as const) {
      expect((await callRelay(method, `/v1/stores/unknown${path}`, body)).status, path).toBe(404);
    }
  });
});

test("shards can't be changed", async () => {
  const tenant = await registerTenant([{}], { shards: 2 });
  const settings = { url: `${env.STORE_URL}/${tenant}`, keys: [vendorKey] };
  expect((await callRelay("PUT", `/v1/stores/${tenant}`, { ...settings, shards: 3 })).status).toBe(400);
  expect((await callRelayJson("PUT", `/v1/stores/${tenant}`, settings)).shards).toBe(2);
});
