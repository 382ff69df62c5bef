import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Child } from "@calypso-commerce/testkit/child";
import { freePort } from "@calypso-commerce/testkit/free-port";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { externalPostgres } from "@calypso-commerce/testkit/postgres";
import { root, testResults } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
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
/** `--prefer-offline` halves the time of an installation. */
const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];

/** The READMEs' commands, run here as one installation of all tarballs, since the registry has none of them. */
const documentedInstalls = [
  "npm install @calypso-commerce/core",
  "npm install @calypso-commerce/medusa-payment",
  "npm install @calypso-commerce/checkout",
  "npm install --save-dev @calypso-commerce/emulator",
];

const manifest = (folder: string) => JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));

/** The release that this repository is built with, and the oldest that the plugin's peer range allows. */
const releases = [
  { node: 24, medusaVersion: manifest("packages/medusa-payment/node_modules/@medusajs/medusa").version as string },
  {
    node: 22,
    medusaVersion: (manifest("packages/medusa-payment").peerDependencies["@medusajs/medusa"] as string).slice(1),
  },
];

const { path: work } = tempFolder("outside");
const logs = testResults("outside-the-workspace");
const secret = () => randomBytes(24).toString("hex");

let packed: Record<PublishedPackage, PackedPackage>;

beforeAll(async () => {
  rmSync(logs, { recursive: true, force: true });
  packed = await packPackages(join(work, "tarballs"), join(logs, "pack"));
}, 5 * MINUTES);

// A hundred thousand files.
afterAll(() => rm(work, { recursive: true, force: true }), 5 * MINUTES);

test.each(publishedPackages)("the tarball of %s has exactly the published files", (name) => {
  const { files } = packed[name];
  expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "LICENSE"]));
  expect(files.some((path) => /\.d\.[mc]?ts$/.test(path))).toBe(true);
  const published =
    /^(package\.json|README\.md|LICENSE|openapi\.json|(dist|\.medusa\/server\/src)\/.+\.([mc]?js|d\.[mc]?ts|json|map))$/;
  expect(files.filter((path) => !published.test(path))).toEqual([]);
  expect(files.filter((path) => /\.test\.|(^|\/)(test|bench)\//.test(path))).toEqual([]);
});

describe.each(releases)("in a store with Medusa $medusaVersion on Node $node", ({ medusaVersion, node }) => {
  const logDir = join(logs, medusaVersion);
  const running: Child[] = [];
  let app: NewMedusaApp;

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

  test("npm installs one copy of each package", () => {
    for (const name of publishedPackages) {
      const file = join(app.folder, "node_modules/@calypso-commerce", name, "package.json");
      expect(readFileSync(file, "utf8")).not.toContain("workspace:");
    }
    const { packages } = JSON.parse(readFileSync(join(app.folder, "package-lock.json"), "utf8"));
    const copies = (name: RegExp) => Object.keys(packages).filter((path) => name.test(path));
    expect(copies(/@calypso-commerce\/[^/]+$/).sort()).toEqual(
      publishedPackages.map((name) => `node_modules/@calypso-commerce/${name}`).sort(),
    );
    // The plugin must share these with Medusa.
    for (const shared of ["framework", "medusa", "admin-sdk", "admin-shared", "ui"]) {
      const [copy, ...more] = copies(new RegExp(`(^|/)node_modules/@medusajs/${shared}$`));
      expect([shared, copy, more]).toEqual([shared, `node_modules/@medusajs/${shared}`, []]);
    }
    expect(packages["node_modules/@medusajs/medusa"].version).toBe(medusaVersion);
  });

  test(
    "TypeScript finds the types of each package",
    async () => {
      app.write("src/every-package.ts", everyPackage);
      await app.run("tsc", ["--noEmit", "-p", "."]);
    },
    5 * MINUTES,
  );

  test(
    "a store configured by the README captures and refunds, and the doctor passes",
    async () => {
      const emulator = await startEmulator();
      const relay = await startRelayProcess({
        stateDir: join(work, "relay", medusaVersion),
        adminToken: secret(),
        masterKey: randomBytes(32).toString("base64"),
        logDir,
      });
      running.push(relay.child);
      const store = await startStore(emulator);
      const { CALYPSO_PUBLIC_KEY: publicKey, CALYPSO_SECRET_KEY: secretKey, CALYPSO_ACCOUNT: account } = emulator.keys;
      const vendor = { baseUrl: emulator.url, publicKey, secretKey, account };
      await connectWebhooks({ vendor, relay, name: "outside", storeUrl: store.url, signingSecret });
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
          // Medusa books the payment on the order a moment after the capture.
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
        "the refund's payout is completed",
        async () =>
          (await merchant.refunds(payment?.id ?? "")).some((each) => each.id === id && each.state === "completed"),
        { giveUp },
      );
      const refunded = await merchant.order(orders[0]?.id ?? "");
      expect(refunded.payment_collections.map((each) => each.refunded_amount)).toEqual([5]);

      const diagnosis = await app.runDocumented("npx calypso-doctor", { ...store.env, DISABLE_MEDUSA_ADMIN: "true" });
      expect(diagnosis).toMatch(/^ok +credentials/m);
      expect(diagnosis).not.toMatch(/^fail/m);
    },
    10 * MINUTES,
  );

  async function startEmulator(): Promise<Emulator> {
    const port = await freePort(7780);
    const keys = { CALYPSO_PUBLIC_KEY: secret(), CALYPSO_SECRET_KEY: secret(), CALYPSO_ACCOUNT: "outside" };
    const [, command = "", ...args] = "npx calypso-emulator --port 7780".replace("7780", `${port}`).split(" ");
    const child = app.start(command, [...args, "--time-scale", "0.002"], keys);
    running.push(child);
    const url = `http://127.0.0.1:${port}`;
    await waitUntil("the emulator answers", async () => (await fetch(`${url}/_emulator/state`)).ok, {
      giveUp: () => child.ended(),
    });
    return { url, keys };
  }

  async function startStore(emulator: Emulator) {
    const postgres = externalPostgres(inject("postgresUrl"));
    const database = `calypso_outside_${randomBytes(4).toString("hex")}`;
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
    await app.runDocumented("npx medusa db:migrate", env);
    const key = await publishableKey(env.DATABASE_URL);
    if (!key) throw new Error(`seeding did not finish: see ${logDir}`);
    // Without Admin, which would need `medusa build`.
    const child = app.start("medusa", ["start"], { ...env, DISABLE_MEDUSA_ADMIN: "true" });
    running.push(child);
    const url = `http://localhost:${port}`;
    await waitUntil("the store answers", async () => (await fetch(`${url}/health`)).ok, {
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

// A missing type would be \`any\`, which is assignable to never.
type IsAny<T> = 0 extends 1 & T ? true : false;
type Not<T extends false> = T;
export type Checks = [
  Not<IsAny<typeof CalypsoPayment>>, Not<IsAny<typeof createPaymentStore>>, Not<IsAny<typeof de>>,
  Not<IsAny<CalypsoClient>>, Not<IsAny<typeof createCalypsoClient>>, Not<IsAny<typeof sign>>,
  Not<IsAny<CalypsoOptions>>, Not<IsAny<typeof settlePaymentWorkflow>>,
];
`;
