import { join } from "node:path";
import { runChild, tail } from "@calypso-commerce/testkit/child";
import { createJsonApi } from "@calypso-commerce/testkit/json-api";
import { query } from "@calypso-commerce/testkit/postgres";
import { claimRedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { root, testResults } from "@calypso-commerce/testkit/root";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { createShopper, type Shopper } from "@calypso-commerce/tools/stack/shopper";
import { createSteps } from "@calypso-commerce/tools/stack/steps";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../support/start-test-stack.ts";
import { type StoreInstances, startStoreInstances } from "./store/store-instances.ts";
import { type HoldingProxy, startHoldingProxy } from "./support/holding-proxy.ts";

const redis = await claimRedisDatabase();
if (!redis) console.warn("two instances are NOT tested: no Redis answers at REDIS_URL or 127.0.0.1:6379");

describe.skipIf(!redis)("two instances and a worker", () => {
  let instances: StoreInstances;
  let toVendor: HoldingProxy;
  let shoppers: Shopper[];
  const logDir = testResults("two-instances");

  beforeAll(async () => {
    instances = await startStoreInstances({
      redis,
      stack: {
        steps: createSteps(),
        timeScale: 0.002,
        logDir,
        database: testDatabase(),
        betweenStoreAndVendor: async (url) => {
          toVendor = await startHoldingProxy(url);
          return toVendor.url;
        },
      },
    });
    shoppers = instances.servers().map((url) => createShopper(url, instances.stack.publishableKey));
  });

  afterAll(async () => {
    await instances?.stop();
    await toVendor?.close();
    await redis?.release();
  });

  const pay = (sessionId: string) =>
    createJsonApi(instances.stack.emulator.url).post(`/_emulator/invoices/${sessionId}/pay`, { amount: "exact" });

  test("a payment polled at both instances is captured once", async () => {
    expect(shoppers).toHaveLength(2);
    const [one, other] = shoppers as [Shopper, Shopper];
    const { sessionId, total } = await one.checkout();
    await pay(sessionId);
    const { payment } = await waitUntil("the payment is settled", async () => {
      const answers = await Promise.all([one.status(sessionId), other.status(sessionId)]);
      return answers.find(({ payment }) => payment.outcome === "settled");
    });
    expect(payment).toMatchObject({ outcome: "settled" });
    const merchant = await signIn(instances.url);
    const [order, ...others] = await waitUntil("the order is captured and booked", async () => {
      const orders = await merchant.orders();
      return orders.length > 0 && orders.every(({ summary }) => summary.paid_total === total) && orders;
    });
    expect(others).toEqual([]);
    const captures = order?.payment_collections.flatMap(({ payments }) => payments.flatMap((each) => each.captures));
    expect(captures?.map(({ amount }) => amount)).toEqual([total]);
  });

  test("20 polls at two instances read the invoice once", async () => {
    const [one, other] = shoppers as [Shopper, Shopper];
    const { sessionId } = await one.checkout();
    // The webhook about its creation reads it, too.
    await waitUntil("the webhook about its creation is processed", async () => {
      const rows = await query(
        instances.stack.databaseUrl,
        `select 1 from calypso_delivery d join calypso_payment p on p.id = d.subject_id
            where p.session_id = $1 and d.outcome is not null`,
        [sessionId],
      );
      return rows.length > 0;
    });
    const before = toVendor.seen.length;
    const polls = Array.from({ length: 20 }, (_, tab) => (tab % 2 ? one : other).status(sessionId));
    await Promise.all(polls);
    expect(toVendor.seen.slice(before).map((path) => path.split("?")[0])).toEqual(["/api/v1/invoice"]);
  });

  test("the doctor finds the worker's last reconciliation", async () => {
    const logFile = join(logDir, "doctor.log");
    const merchant = await signIn(instances.url);
    await merchant.api.post("/admin/calypso/reconcile");
    const app = join(root, "apps/store");
    await runChild({
      name: "calypso-doctor",
      command: process.execPath,
      args: [join(app, "node_modules/@calypso-commerce/medusa-payment/.medusa/server/src/doctor/cli.js")],
      cwd: app,
      env: instances.environment(),
      logFile,
    });
    const lines = tail(logFile, 60).split("\n");
    for (const name of ["credentials", "clock", "webhooks", "reconcile"]) {
      expect(lines.filter((line) => new RegExp(`^ok +${name} `).test(line))).toHaveLength(1);
    }
  });
});
