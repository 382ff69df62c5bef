import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Child } from "@calypso-commerce/testkit/child";
import { freePort } from "@calypso-commerce/testkit/free-port";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { externalPostgres } from "@calypso-commerce/testkit/postgres";
import { root } from "@calypso-commerce/testkit/root";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import {
  type PackedPackage,
  type PublishedPackage,
  packPackages,
  publishedPackages,
} from "@calypso-commerce/tools/pack-packages";
import { connectWebhooks } from "@calypso-commerce/tools/stack/connect-webhooks";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { createShopper } from "@calypso-commerce/tools/stack/shopper";
import { adminUser, publishableKey } from "@calypso-commerce/tools/stack/store";
import { startRelayProcess } from "@calypso-commerce/webhook-relay/testing";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { codeBlock } from "../support/code-blocks.ts";
import { type NewMedusaApp, newMedusaApp } from "../support/new-medusa-app.ts";
import { nodeRelease } from "../support/node-release.ts";

const MINUTES = 60_000;
/** What npm has in its cache need not be asked for again: half of an installation is asking. */
const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];

/** As READMEs tell to install; here from the tarballs, all at once, since none of them is in the registry for the others. */
const documentedInstalls = [
  "npm install @calypso-commerce/core",
  "npm install @calypso-commerce/medusa-payment",
  "npm install @calypso-commerce/checkout",
  "npm install --save-dev @calypso-commerce/emulator",
];

const manifest = (folder: string) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));

/** The oldest release that the plugin's peer range allows, and the newest, which this repository is built with. */
const shops = [
  { node: 24, medusaVersion: manifest("packages/medusa-payment/node_modules/@medusajs/medusa").version as string },
  {
    node: 22,
    medusaVersion: (manifest("packages/medusa-payment").peerDependencies["@medusajs/medusa"] as string).slice(1),
  },
];

const work = mkdtempSync(join(tmpdir(), "calypso-stranger-"));
const logs = join(root, ".test-results/outside-the-workspace");
const secret = () => randomBytes(24).toString("hex");

let packed: Record<PublishedPackage, PackedPackage>;

beforeAll(async () => {
  rmSync(logs, { recursive: true, force: true });
  packed = await packPackages(join(work, "tarballs"), join(logs, "pack"));
}, 5 * MINUTES);

// A hundred thousand files.
afterAll(() => rm(work, { recursive: true, force: true }), 5 * MINUTES);

test.each(publishedPackages)("the tarball of %s has what belongs there, and nothing else", (name) => {
  const { files } = packed[name];
  expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "LICENSE"]));
  expect(files.some((path) => /\.d\.[mc]?ts$/.test(path))).toBe(true);
  const belongs =
    /^(package\.json|README\.md|LICENSE|openapi\.json|(dist|\.medusa\/server\/src)\/.+\.([mc]?js|d\.[mc]?ts|json|map))$/;
  expect(files.filter((path) => !belongs.test(path))).toEqual([]);
  expect(files.filter((path) => /\.test\.|(^|\/)(test|bench)\//.test(path))).toEqual([]);
});

describe.each(shops)("in a shop with Medusa $medusaVersion on Node $node", ({ medusaVersion, node }) => {
  const logDir = join(logs, medusaVersion);
  const running: Child[] = [];
  let app: NewMedusaApp;

  /** Makes the application, installs: what every test below starts from. */
  beforeAll(async () => {
    const nodeFolder = await nodeRelease(node, join(work, `node-${node}`), join(logDir, "node.log"));
    app = newMedusaApp({ folder: join(work, medusaVersion), logDir, medusaVersion, nodeFolder });
    await app.npm("install", ...quietly);
    const tarballs = documentedInstalls.map((command) => {
      const [, name] = /@calypso-commerce\/([\w-]+)$/.exec(command) ?? [];
      return packed[name as PublishedPackage].tarball;
    });
    await app.npm("install", ...quietly, ...tarballs);
    app.write("medusa-config.ts", codeBlock("packages/medusa-payment/README.md", "// medusa-config.ts"));
  }, 15 * MINUTES);

  afterAll(async () => {
    for (const child of running.reverse()) await child.stop();
    await rm(join(work, medusaVersion), { recursive: true, force: true });
  }, 5 * MINUTES);

  test("npm has one copy of each package, and no workspace link is left", () => {
    for (const name of publishedPackages) {
      const file = join(app.folder, "node_modules/@calypso-commerce", name, "package.json");
      expect(readFileSync(file, "utf8")).not.toContain("workspace:");
    }
    const { packages } = JSON.parse(readFileSync(join(app.folder, "package-lock.json"), "utf8"));
    const copies = (name: RegExp) => Object.keys(packages).filter((path) => name.test(path));
    expect(copies(/@calypso-commerce\/[^/]+$/).sort()).toEqual(
      publishedPackages.map((name) => `node_modules/@calypso-commerce/${name}`).sort(),
    );
    // A second copy of what the plugin shares with Medusa would be another registry, another React.
    for (const shared of ["framework", "medusa", "admin-sdk", "admin-shared", "ui"]) {
      const [copy, ...more] = copies(new RegExp(`(^|/)node_modules/@medusajs/${shared}$`));
      expect([shared, copy, more]).toEqual([shared, `node_modules/@medusajs/${shared}`, []]);
    }
    expect(packages["node_modules/@medusajs/medusa"].version).toBe(medusaVersion);
  });

  test(
    "TypeScript finds the types of each package, in the README's configuration too",
    async () => {
      app.write("src/every-package.ts", everyPackage);
      await app.run("tsc", ["--noEmit", "-p", "."]);
    },
    5 * MINUTES,
  );

  test(
    "a purchase is captured and refunded in a shop configured by the README alone, and the doctor finds it well",
    async () => {
      const emulator = await startEmulator();
      const relay = await startRelayProcess({
        stateDir: join(work, "relay", medusaVersion),
        adminToken: secret(),
        masterKey: randomBytes(32).toString("base64"),
        logDir,
      });
      running.push(relay.child);
      const store = await startShop(emulator);
      const { CALYPSO_PUBLIC_KEY: publicKey, CALYPSO_SECRET_KEY: secretKey, CALYPSO_ACCOUNT: account } = emulator.keys;
      const vendor = { baseUrl: emulator.url, publicKey, secretKey, account };
      await connectWebhooks({ vendor, relay, name: "stranger", storeUrl: store.url, signingSecret });
      const giveUp = () => store.child.ended() ?? relay.child.ended();

      const shopper = createShopper(store.url, store.publishableKey);
      const checkout = await shopper.checkout({ cryptoCurrency: "USDT_TRX" });
      expect(checkout.data).toMatchObject({ flow: "invoice", crypto_currency: "USDT_TRX" });
      await createJsonApi(emulator.url).post(`/_emulator/invoices/${checkout.sessionId}/pay`, { amount: "exact" });

      const merchant = await signIn(store.url);
      const orders = await waitUntil(
        "the order is placed and captured",
        async () => {
          const placed = await merchant.orders();
          // The order's books follow the capture.
          return placed.some((each) => each.payment_status === "captured" && each.summary.paid_total > 0) && placed;
        },
        { giveUp },
      );
      expect(orders.map(({ total, summary }) => [total, summary.paid_total])).toEqual([
        [checkout.total, checkout.total],
      ]);

      const [payment] = await merchant.payments(orders[0]?.id ?? "");
      const { id } = await merchant.refund(payment?.id ?? "", {
        amount: "5",
        destination: "TEoZ53apYcxrJspfCCb7PGh5CJKMiRrAMX",
        currency: "USDT_TRX",
        basis: "fiat",
      });
      await waitUntil(
        "the refund's payout has arrived",
        async () =>
          (await merchant.refunds(payment?.id ?? "")).some((each) => each.id === id && each.state === "completed"),
        { giveUp },
      );
      const refunded = await merchant.order(orders[0]?.id ?? "");
      expect(refunded.payment_collections.map((each) => each.refunded_amount)).toEqual([5]);

      const diagnosis = await app.type("npx calypso-doctor", { ...store.env, DISABLE_MEDUSA_ADMIN: "true" });
      expect(diagnosis).toMatch(/^ok +credentials/m);
      expect(diagnosis).not.toMatch(/^fail/m);
    },
    10 * MINUTES,
  );

  async function startEmulator(): Promise<Emulator> {
    const port = await freePort(7780);
    const keys = { CALYPSO_PUBLIC_KEY: secret(), CALYPSO_SECRET_KEY: secret(), CALYPSO_ACCOUNT: "stranger" };
    const [, command = "", ...args] = "npx calypso-emulator --port 7780".replace("7780", `${port}`).split(" ");
    const child = app.start(command, [...args, "--time-scale", "0.002"], keys);
    running.push(child);
    const url = `http://127.0.0.1:${port}`;
    await waitUntil("the emulator answers", async () => (await fetch(`${url}/_emulator/state`)).ok, {
      giveUp: () => child.ended(),
    });
    return { url, keys };
  }

  async function startShop(emulator: Emulator) {
    const postgres = externalPostgres(inject("postgresUrl"));
    const database = `calypso_stranger_${randomBytes(4).toString("hex")}`;
    await postgres.createDatabase(database);
    const port = await freePort(9000);
    const env = {
      ...emulator.keys,
      CALYPSO_BASE_URL: emulator.url,
      CALYPSO_RELAY_SIGNING_SECRET: signingSecret,
      DATABASE_URL: postgres.url(database),
      PORT: `${port}`,
      STORE_CORS: "http://localhost:8000",
      ADMIN_CORS: `http://localhost:${port}`,
      AUTH_CORS: `http://localhost:${port},http://localhost:8000`,
      JWT_SECRET: secret(),
      COOKIE_SECRET: secret(),
      ADMIN_EMAIL: adminUser.email,
      ADMIN_PASSWORD: adminUser.password,
      MEDUSA_DISABLE_TELEMETRY: "true",
      NODE_ENV: "production",
    };
    await app.type("npx medusa db:migrate", env);
    const key = await publishableKey(env.DATABASE_URL);
    if (!key) throw new Error(`the seed did not finish: see ${logDir}`);
    // Admin is built by `medusa build`, which takes a minute and has tests of its own.
    const child = app.start("medusa", ["start"], { ...env, DISABLE_MEDUSA_ADMIN: "true" });
    running.push(child);
    const url = `http://localhost:${port}`;
    await waitUntil("the shop answers", async () => (await fetch(`${url}/health`)).ok, {
      timeoutMs: 2 * MINUTES,
      giveUp: () => child.ended(),
    });
    return { url, child, env, publishableKey: key };
  }
});

interface Emulator {
  url: string;
  keys: { CALYPSO_PUBLIC_KEY: string; CALYPSO_SECRET_KEY: string; CALYPSO_ACCOUNT: string };
}

const signingSecret = `whsec_${randomBytes(32).toString("base64")}`;

const everyPackage = `
import { CalypsoPayment } from "@calypso-commerce/checkout";
import { createPaymentStore } from "@calypso-commerce/checkout/headless";
import { de } from "@calypso-commerce/checkout/locales";
import { type CalypsoClient, createCalypsoClient, sign } from "@calypso-commerce/core";
import type { CalypsoOptions } from "@calypso-commerce/medusa-payment/config";
import { settlePaymentWorkflow } from "@calypso-commerce/medusa-payment/workflows";

// Each line errs when a type is missing: what is \`any\` is assignable to never.
type IsAny<T> = 0 extends 1 & T ? true : false;
type Not<T extends false> = T;
export type Checks = [
  Not<IsAny<typeof CalypsoPayment>>, Not<IsAny<typeof createPaymentStore>>, Not<IsAny<typeof de>>,
  Not<IsAny<CalypsoClient>>, Not<IsAny<typeof createCalypsoClient>>, Not<IsAny<typeof sign>>,
  Not<IsAny<CalypsoOptions>>, Not<IsAny<typeof settlePaymentWorkflow>>,
];
`;
