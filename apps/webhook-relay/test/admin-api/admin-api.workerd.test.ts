import { env, exports } from "cloudflare:workers";
import { describe, expect, test, vi } from "vitest";
import { encodeBase64 } from "../../src/base64.ts";
import { callRelayJson, postWebhook, registerTenant } from "../support/workerd/relay.ts";

async function call(path: string, authorization?: string): Promise<Response> {
  return exports.default.fetch(`https://relay.test${path}`, authorization ? { headers: { authorization } } : {});
}

describe("the admin token", () => {
  test.each([
    ["no token", undefined],
    ["another token", "Bearer another-token-of-some-length"],
    ["a longer token", "Bearer operators-test-token-"],
    ["a shorter token", "Bearer operators-test-toke"],
    ["an empty token", "Bearer "],
    ["another scheme", "Basic operators-test-token"],
  ])("401 with %s", async (_what, authorization) => {
    const response = await call("/v1/stores", authorization);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ code: "unauthorized", message: "The admin token is wrong or missing." });
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

  test("500 if RELAY_ADMIN_TOKEN is too short", async () => {
    const token = env.RELAY_ADMIN_TOKEN;
    Object.assign(env, { RELAY_ADMIN_TOKEN: "short" });
    try {
      expect((await call("/v1/stores", "Bearer short")).status).toBe(500);
    } finally {
      Object.assign(env, { RELAY_ADMIN_TOKEN: token });
    }
  });
});

test("errors of routes and methods have a code too", async () => {
  const authorization = `Bearer ${env.RELAY_ADMIN_TOKEN}`;
  for (const [path, code] of [
    ["/", "route_not_found"],
    ["/v1/unknown", "route_not_found"],
    ["/v1/stores/unknown", "tenant_not_found"],
    ["/v1/webhooks/unknown", "method_not_allowed"],
  ] as const) {
    expect(await (await call(path, authorization)).json(), path).toEqual({ code, message: expect.any(String) });
  }
});

test("a trailing slash makes no difference", async () => {
  const tenant = await registerTenant();
  for (const path of ["/v1/stores", `/v1/stores/${tenant}`, `/v1/stores/${tenant}/deliveries`]) {
    expect(await callRelayJson("GET", `${path}/`), path).toEqual(await callRelayJson("GET", path));
  }
  expect((await call("/healthz/")).status).toBe(200);
  expect((await postWebhook(`${tenant}/`)).status).toBe(202);
});

test("healthz needs no token and answers whether the registry works", async () => {
  expect(await (await call("/healthz")).json()).toEqual({ status: "ok" });
  vi.spyOn(env.REGISTRY, "prepare").mockImplementation(() => {
    throw new Error("D1 is down");
  });
  const response = await call("/healthz");
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("30");
  expect(await response.json()).toMatchObject({ code: "unavailable" });
});

test("the operator page may run only its own script", async () => {
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
