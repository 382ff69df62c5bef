import { execFileSync } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import {
  type RecordedRequest,
  type RecordingServer,
  startRecordingServer,
} from "@calypso-commerce/testkit/recording-server";
import { testResults } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { type RelayProcess, startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasCommand } from "../support/bash.ts";

const state = tempFolder("interop-relay");
const vendorKey = { publicKey: "interop-key", secretKey: randomBytes(16).toString("hex") };
const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

let relay: RelayProcess;
let shop: RecordingServer;
let signingSecret: string;
let store: string;
let count = 0;

beforeAll(async () => {
  shop = await startRecordingServer({ status: 204 });
  relay = await startRelayProcess({
    stateDir: state.path,
    adminToken: randomBytes(24).toString("hex"),
    masterKey: randomBytes(32).toString("base64"),
    logDir: testResults("interop"),
  });
});

afterAll(async () => {
  await relay?.kill();
  await shop?.close();
  state.remove();
});

beforeEach(async () => {
  store = `shop-${++count}`;
  signingSecret = newSecret();
  await relay.admin.put(`/v1/stores/${store}`, { url: `${shop.url}/${store}`, keys: [vendorKey], signingSecret });
});

/** Sends an event to the relay as the vendor does. @returns the delivery */
async function delivered(text = "Two mugs, ☕ × 2"): Promise<RecordedRequest> {
  const body = JSON.stringify({
    id: count,
    eventType: "INVOICE_PAID",
    data: { type: "INVOICE_PAID", parentExternalId: `invoice-${count}`, message: text },
  });
  const answer = await fetch(`${relay.url}/v1/webhooks/${store}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      Key: vendorKey.publicKey,
      Sign: createHmac("sha512", vendorKey.secretKey).update(body).digest("hex"),
    },
    body,
  });
  expect(answer.status).toBe(202);
  return waitUntil("the relay delivers", () => shop.requests.find(({ path }) => path === `/${store}`));
}

const libraries = [
  { name: "standardwebhooks", open: (secret: string) => new StandardWebhook(secret) },
  { name: "svix", open: (secret: string) => new SvixWebhook(secret) },
];

describe.each(libraries)("deliveries of the relay, verified by $name", ({ open }) => {
  test("are valid and contain the vendor's event unchanged", async () => {
    const { body, headers } = await delivered();
    expect(() => open(signingSecret).verify(body, headers)).not.toThrow();
    const message = JSON.parse(body) as { type: string; original: { body: string; sign: string } };
    expect(message.type).toBe("invoice.paid");
    const again = createHmac("sha512", vendorKey.secretKey).update(message.original.body).digest("hex");
    expect(message.original.sign).toBe(again);
  });

  test("are invalid with another body, id, time or secret", async () => {
    const { body, headers } = await delivered();
    const verify =
      (text: string, changed: Record<string, string>, secret = signingSecret) =>
      () =>
        open(secret).verify(text, { ...headers, ...changed });
    expect(verify(body, {})).not.toThrow();
    expect(verify(`${body} `, {})).toThrow();
    expect(verify(body, { "webhook-id": "another" })).toThrow();
    expect(verify(body, { "webhook-timestamp": String(Number(headers["webhook-timestamp"]) + 1) })).toThrow();
    expect(verify(body, {}, newSecret())).toThrow();
  });

  test("are valid with both secrets during rotation", async () => {
    const rotated = await relay.admin.post<{ signingSecret: string }>(`/v1/stores/${store}/signing-secret/rotate`);
    expect(rotated.signingSecret).not.toBe(signingSecret);
    const { body, headers } = await delivered();
    for (const secret of [signingSecret, rotated.signingSecret])
      expect(() => open(secret).verify(body, headers)).not.toThrow();
    expect(() => open(newSecret()).verify(body, headers)).toThrow();
  });
});

test.skipIf(!hasCommand("openssl", "version"))("OpenSSL computes the same signature of a delivery", async () => {
  const { body, headers } = await delivered();
  const hexKey = Buffer.from(signingSecret.slice("whsec_".length), "base64").toString("hex");
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  const mac = execFileSync("openssl", ["dgst", "-sha256", "-mac", "HMAC", "-macopt", `hexkey:${hexKey}`, "-binary"], {
    input: signed,
  });
  expect(headers["webhook-signature"]).toBe(`v1,${mac.toString("base64")}`);
});
