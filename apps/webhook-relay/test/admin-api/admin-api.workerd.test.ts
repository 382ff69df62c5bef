// Long because it is the operator API's contract, route by route.

import { env, exports } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { encodeBase64 } from "../../src/base64.ts";
import {
  eventBody,
  eventually,
  inMailbox,
  mailboxHas,
  newStoreName,
  operate,
  operated,
  postWebhook,
  receivedAtLeast,
  registerStore,
  scriptStore,
  signatureOf,
  vendorKey,
} from "../support/workerd/relay.ts";

const iso = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const url = "https://shop.example.com/hooks/calypso";

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

async function call(path: string, authorization?: string): Promise<Response> {
  return exports.default.fetch(`https://relay.test${path}`, authorization ? { headers: { authorization } } : {});
}

describe("the operator's token", () => {
  test.each([
    ["none", undefined],
    ["another", "Bearer another-token-of-some-length"],
    ["a longer one", "Bearer operators-test-token-"],
    ["a shorter one", "Bearer operators-test-toke"],
    ["an empty one", "Bearer "],
    ["another scheme", "Basic operators-test-token"],
  ])("401 with %s", async (_what, authorization) => {
    const response = await call("/v1/stores", authorization);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ error: "wrong or missing operator's token" });
  });

  test("without RELAY_ADMIN_TOKEN the routes don't exist", async () => {
    const token = env.RELAY_ADMIN_TOKEN;
    Reflect.deleteProperty(env, "RELAY_ADMIN_TOKEN");
    try {
      for (const path of ["/v1/stores", "/operator", "/v1/stores/a/stats"]) {
        expect((await call(path, `Bearer ${token}`)).status, path).toBe(404);
      }
      expect((await call("/healthz")).status).toBe(200);
    } finally {
      Object.assign(env, { RELAY_ADMIN_TOKEN: token });
    }
  });

  test("a token that is too short opens nothing", async () => {
    const token = env.RELAY_ADMIN_TOKEN;
    Object.assign(env, { RELAY_ADMIN_TOKEN: "short" });
    try {
      expect((await call("/v1/stores", "Bearer short")).status).toBe(500);
    } finally {
      Object.assign(env, { RELAY_ADMIN_TOKEN: token });
    }
  });
});

describe("stores", () => {
  test("the first answer alone carries the signing secret, and no answer a vendor's secret", async () => {
    const store = newStoreName();
    const created = await operate("PUT", `/v1/stores/${store}`, { url, keys: [vendorKey] });
    expect(created.status).toBe(201);
    const summary = {
      store,
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
    const replaced = await operate("PUT", `/v1/stores/${store}`, { url, keys: [vendorKey] });
    expect(replaced.status).toBe(200);
    expect(await replaced.json()).toEqual(summary);
    expect(await operated("GET", `/v1/stores/${store}`)).toEqual(summary);
    expect((await operated("GET", "/v1/stores")).stores).toContainEqual(summary);
    expect(JSON.stringify(await operated("GET", "/v1/stores"))).not.toContain(vendorKey.secretKey);
  });

  test("replacing takes away the keys that aren't named; their signatures are refused", async () => {
    const store = await registerStore();
    expect((await postWebhook(store)).status).toBe(202);
    const other = { publicKey: "other", secretKey: "other-secret" };
    await operated("PUT", `/v1/stores/${store}`, { url: `${env.STORE_URL}/${store}`, keys: [other] });
    expect((await postWebhook(store)).status).toBe(401);
    const body = eventBody();
    const headers = { Key: "other", Sign: await signatureOf(body, other.secretKey) };
    expect((await postWebhook(store, body, headers)).status).toBe(202);
  });

  test("keys come and go; their last use is noted", async () => {
    const store = await registerStore();
    const second = { publicKey: "second/key", secretKey: "second-secret" };
    expect((await operate("POST", `/v1/stores/${store}/keys`, second)).status).toBe(201);
    await postWebhook(store);
    await eventually(async () => {
      const { keys } = await operated("GET", `/v1/stores/${store}`);
      expect(keys).toMatchObject([
        { publicKey: vendorKey.publicKey, lastUsedAt: iso },
        { publicKey: "second/key", lastUsedAt: null },
      ]);
    });
    expect((await operate("DELETE", `/v1/stores/${store}/keys/second%2Fkey`)).status).toBe(204);
    expect((await operate("DELETE", `/v1/stores/${store}/keys/second%2Fkey`)).status).toBe(404);
    expect((await operated("GET", `/v1/stores/${store}`)).keys).toHaveLength(1);
  });

  test("a store that was deleted takes and gets nothing; created again, it gets what it had not", async () => {
    const store = await registerStore([{ status: 503, headers: { "retry-after": "0" } }]);
    await postWebhook(store);
    await receivedAtLeast(store, 1);
    expect((await operate("DELETE", `/v1/stores/${store}`)).status).toBe(204);
    expect((await operate("DELETE", `/v1/stores/${store}`)).status).toBe(404);
    expect((await operate("GET", `/v1/stores/${store}`)).status).toBe(404);
    expect((await postWebhook(store)).status).toBe(404);
    await scriptStore(store, [{}]);
    await operated("PUT", `/v1/stores/${store}`, { url: `${env.STORE_URL}/${store}`, keys: [] });
    await mailboxHas(store, { delivered: 1, pending: 0 });
  });

  test.each([
    ["no JSON", "not json", "the body isn't JSON"],
    ["no url", { keys: [] }, "url must be"],
    ["a url that isn't one", { url: "shop", keys: [] }, "url isn't an absolute URL"],
    ["http to the world", { url: "http://shop.example.com/", keys: [] }, "url must begin with https://"],
    ["a private address", { url: "https://10.1.2.3/", keys: [] }, "url points to a private or special address"],
    ["no keys", { url }, "keys must be"],
    ["a blank secret", { url, keys: [{ publicKey: "a", secretKey: " " }] }, "secretKey must not be blank"],
    ["a blank public key", { url, keys: [{ publicKey: "", secretKey: "b" }] }, "publicKey must be"],
    ["one key twice", { url, keys: [vendorKey, vendorKey] }, "the same publicKey twice"],
    ["a field that isn't known", { url, keys: [], retries: 3 }, "retries must be"],
    ["a signing secret that isn't one", { url, keys: [], signingSecret: "secret" }, "signingSecret must be"],
    ["a short signing secret", { url, keys: [], signingSecret: "whsec_AAAA" }, "signingSecret must be"],
    ["too many shards", { url, keys: [], shards: 1000 }, "shards must be"],
  ])("400 with the reason for %s", async (_what, body, reason) => {
    const response = await exports.default.fetch(`https://relay.test/v1/stores/${newStoreName()}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${env.RELAY_ADMIN_TOKEN}` },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    expect(response.status).toBe(400);
    expect((await response.json<{ error: string }>()).error).toContain(reason);
  });

  test("400 for a name that won't do, 413 for too large a request, 404 for what isn't there", async () => {
    expect((await operate("PUT", "/v1/stores/Shop_1", { url, keys: [] })).status).toBe(400);
    const large = { url, keys: [{ publicKey: "a", secretKey: "x".repeat(70_000) }] };
    expect((await operate("PUT", `/v1/stores/${newStoreName()}`, large)).status).toBe(413);
    for (const [method, path, body] of [
      ["GET", ""],
      ["GET", "/stats"],
      ["GET", "/deliveries"],
      ["POST", "/replay", { status: "dead" }],
      ["POST", "/keys", vendorKey],
      ["POST", "/signing-secret/rotate"],
    ] as const) {
      expect((await operate(method, `/v1/stores/nobody${path}`, body)).status, path).toBe(404);
    }
  });
});

describe("secrets at rest", () => {
  async function sealedSecrets(store: string): Promise<string[]> {
    const { results } = await env.REGISTRY.prepare(
      `SELECT sealed_secret FROM vendor_keys WHERE store = ?1
       UNION ALL SELECT sealed_secret FROM signing_secrets WHERE store = ?1`,
    )
      .bind(store)
      .all<{ sealed_secret: string }>();
    return results.map((row) => row.sealed_secret);
  }

  test("are sealed, and sealed again under a new master key, after which the old one can go", async () => {
    const store = await registerStore();
    for (const sealed of await sealedSecrets(store)) {
      expect(sealed).toMatch(/^v1\.[0-9a-f]{8}\./);
      expect(sealed).not.toContain(vendorKey.secretKey);
    }
    const oldKey = env.RELAY_MASTER_KEY ?? "";
    const newKey = btoa("n".repeat(32));
    try {
      Object.assign(env, { RELAY_MASTER_KEY: `${newKey},${oldKey}` });
      expect((await operated("POST", "/v1/master-key/reseal")).resealed).toBeGreaterThanOrEqual(2);
      expect(await operated("POST", "/v1/master-key/reseal")).toEqual({ resealed: 0 });
      Object.assign(env, { RELAY_MASTER_KEY: newKey });
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
      expect((await postWebhook(store)).status).toBe(202);

      Object.assign(env, { RELAY_MASTER_KEY: oldKey });
      const other = await registerStore();
      Object.assign(env, { RELAY_MASTER_KEY: newKey });
      expect((await postWebhook(other)).status).toBe(503);
      Object.assign(env, { RELAY_MASTER_KEY: `${oldKey},${newKey}` });
      expect((await postWebhook(other)).status).toBe(202);
      await operated("POST", "/v1/master-key/reseal");
    } finally {
      Object.assign(env, { RELAY_MASTER_KEY: oldKey });
    }
  });

  test("a sealed secret that was moved to another row isn't opened", async () => {
    const [from, to] = [await registerStore(), await registerStore()];
    await env.REGISTRY.prepare(
      "UPDATE vendor_keys SET sealed_secret = (SELECT sealed_secret FROM vendor_keys WHERE store = ?1) WHERE store = ?2",
    )
      .bind(from, to)
      .run();
    expect((await postWebhook(to)).status).toBe(503);
  });
});

describe("deliveries", () => {
  test("are listed page by page, each once, over all shards", async () => {
    const store = await registerStore([{}], { shards: 3 });
    const ids = new Set<string>();
    for (let i = 0; i < 120; i++) ids.add((await (await postWebhook(store)).json<{ id: string }>()).id);
    await mailboxHas(store, { delivered: 120 });
    const seen: string[] = [];
    let cursor: string | null = "";
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const query: string = `status=delivered&cursor=${cursor}`;
      const page: { deliveries: { id: string }[]; cursor: string | null } = await operated(
        "GET",
        `/v1/stores/${store}/deliveries?${query}`,
      );
      expect(page.deliveries.length).toBeLessThanOrEqual(50);
      seen.push(...page.deliveries.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(seen).toHaveLength(120);
    expect(new Set(seen)).toEqual(ids);
    const { shards } = await operated("GET", `/v1/stores/${store}/stats`);
    expect(shards.map(({ accepted }: { accepted: number }) => accepted > 20)).toEqual([true, true, true]);
  });

  test("of each status carry what an operator needs, and no body", async () => {
    const store = await registerStore([{ status: 418 }]);
    await postWebhook(store, eventBody({ invoiceId: "invoice-1" }));
    await eventually(async () => {
      const { deliveries } = await operated("GET", `/v1/stores/${store}/deliveries?status=pending`);
      expect(deliveries).toEqual([
        {
          id: expect.stringMatching(/^evt_/),
          position: expect.any(Number),
          status: "pending",
          sequence: 1,
          type: "invoice.paid",
          entity: { kind: "invoice", id: "invoice-1" },
          event: "INVOICE_PAID",
          acceptedAt: iso,
          attempts: 1,
          lastResult: "418",
          settledAt: null,
          nextAttemptAt: iso,
        },
      ]);
    });
    expect((await operated("GET", `/v1/stores/${store}/deliveries?status=dead`)).deliveries).toEqual([]);
    expect((await operate("GET", `/v1/stores/${store}/deliveries?status=lost`)).status).toBe(400);
    expect((await operate("GET", `/v1/stores/${store}/deliveries?cursor=1.2`)).status).toBe(400);
  });

  test("are replayed by id and by status, with the webhook-id they had", async () => {
    const store = await registerStore();
    const { id } = await (await postWebhook(store, eventBody({ invoiceId: "a" }))).json<{ id: string }>();
    await postWebhook(store, eventBody({ invoiceId: "a" }));
    await mailboxHas(store, { delivered: 2 });
    expect(await operated("POST", `/v1/stores/${store}/replay`, { ids: [id, "evt_nobody"] })).toEqual({ replayed: 1 });
    expect((await receivedAtLeast(store, 3))[2]?.headers["webhook-id"]).toBe(id);
    await mailboxHas(store, { delivered: 2, pending: 0 });
    expect(await operated("POST", `/v1/stores/${store}/replay`, { status: "delivered" })).toEqual({ replayed: 2 });
    const sequences = (await receivedAtLeast(store, 5)).map(({ body }) => JSON.parse(body).data.sequence);
    expect(sequences).toEqual([1, 2, 1, 1, 2]);
    await mailboxHas(store, { accepted: 2, delivered: 2, pending: 0 });
    expect((await operate("POST", `/v1/stores/${store}/replay`, {})).status).toBe(400);
  });

  test("that are dead are replayed for another five days", async () => {
    const store = await registerStore([{ status: 500 }]);
    await postWebhook(store);
    await receivedAtLeast(store, 1);
    await eventually(() =>
      inMailbox(store, (_mailbox, { storage: { sql } }) => {
        sql.exec("UPDATE events SET status = 2, settled_at = 1 WHERE attempts = 1");
        const dead = sql.exec("UPDATE entities SET due_at = NULL WHERE due_at > ? RETURNING 1", Date.now()).toArray();
        if (dead.length === 0) throw new Error("the first attempt isn't settled");
      }),
    );
    await mailboxHas(store, { dead: 1, pending: 0 });
    await scriptStore(store, [{ status: 500 }, {}]);
    expect(await operated("POST", `/v1/stores/${store}/replay`, { status: "dead" })).toEqual({ replayed: 1 });
    await mailboxHas(store, { dead: 0, pending: 1 });
    await receivedAtLeast(store, 2);
    expect(await operated("POST", `/v1/stores/${store}/replay`, { status: "pending" })).toEqual({ replayed: 1 });
    await mailboxHas(store, { delivered: 1 });
  });
});

test("shards can't be changed", async () => {
  const store = await registerStore([{}], { shards: 2 });
  const settings = { url: `${env.STORE_URL}/${store}`, keys: [vendorKey] };
  expect((await operate("PUT", `/v1/stores/${store}`, { ...settings, shards: 3 })).status).toBe(400);
  expect((await operated("PUT", `/v1/stores/${store}`, settings)).shards).toBe(2);
});

test("stats tell counts, the oldest pending event's age, and latency", async () => {
  const store = await registerStore();
  await postWebhook(store);
  await mailboxHas(store, { delivered: 1 });
  expect(await operated("GET", `/v1/stores/${store}/stats`)).toMatchObject({
    store,
    accepted: 1,
    delivered: 1,
    pending: 0,
    dead: 0,
    waitingEntities: 0,
    oldestPendingAgeMs: null,
    closedAt: null,
    shards: [{ latencyMs: { samples: 1, p50: expect.any(Number), p99: expect.any(Number) } }],
  });
});

test("healthz is open to anybody and tells only whether the registry answers", async () => {
  expect(await (await call("/healthz")).json()).toEqual({ status: "ok" });
  vi.spyOn(env.REGISTRY, "prepare").mockImplementation(() => {
    throw new Error("D1 is down");
  });
  const response = await call("/healthz");
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ status: "unavailable" });
});

test("the operator's page may run its own script alone", async () => {
  const response = await call("/operator");
  expect(response.status).toBe(200);
  const policy = response.headers.get("content-security-policy") ?? "";
  const page = await response.text();
  for (const tag of ["script", "style"]) {
    const content = page.slice(page.indexOf(`<${tag}>`) + tag.length + 2, page.indexOf(`</${tag}>`));
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content));
    expect(policy).toContain(`${tag}-src 'sha256-${encodeBase64(new Uint8Array(digest))}'`);
  }
  expect(policy).toContain("default-src 'none'");
});
