import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runChild, tail } from "../../scripts/stack/child-process.ts";
import { createJsonApi } from "../../scripts/stack/http.ts";
import { signIn } from "../../scripts/stack/merchant.ts";
import { query } from "../../scripts/stack/postgres.ts";
import { root } from "../../scripts/stack/root.ts";
import { createShopper, type Shopper } from "../../scripts/stack/shopper.ts";
import { createSteps } from "../../scripts/stack/steps.ts";
import { waitFor } from "../../scripts/stack/wait-for.ts";
import { testDatabase } from "../start-test-stack.ts";
import { createHoldingProxy, type HoldingProxy } from "./holding-proxy.ts";
import { redisDatabase } from "./redis-database.ts";
import { type Instances, startInstances } from "./store-instances.ts";

const redis = await redisDatabase();
if (!redis) console.warn("two instances are NOT tested: no Redis answers at REDIS_URL or 127.0.0.1:6379");

/** Two servers and a worker that share PostgreSQL and Redis, behind the relay and a load balancer. */
describe.skipIf(!redis)("two instances and a worker", () => {
  let instances: Instances;
  let toVendor: HoldingProxy;
  let shoppers: Shopper[];
  const logDir = join(root, ".test-results/two-instances");

  beforeAll(async () => {
    instances = await startInstances({
      redis,
      stack: {
        steps: createSteps(),
        timeScale: 0.002,
        logDir,
        database: testDatabase(),
        betweenStoreAndVendor: async (url) => {
          toVendor = await createHoldingProxy(url);
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

  test("a payment that one began is placed and captured once, while both are asked for it", async () => {
    expect(shoppers).toHaveLength(2);
    const [one, other] = shoppers as [Shopper, Shopper];
    const { sessionId, total } = await one.checkout();
    await pay(sessionId);
    const { payment } = await waitFor(
      async () => {
        const answers = await Promise.all([one.status(sessionId), other.status(sessionId)]);
        return answers.find(({ payment }) => payment.outcome === "settled");
      },
      { what: "both say that it is settled" },
    );
    expect(payment).toMatchObject({ outcome: "settled" });
    const merchant = await signIn(instances.url);
    const [order, ...others] = await waitFor(
      async () => {
        const orders = await merchant.orders();
        return orders.length > 0 && orders.every(({ summary }) => summary.paid_total === total) && orders;
      },
      { what: "the order is captured and booked" },
    );
    expect(others).toEqual([]);
    const captures = order?.payment_collections.flatMap(({ payments }) => payments.flatMap((each) => each.captures));
    expect(captures?.map(({ amount }) => amount)).toEqual([total]);
  });

  test("the vendor is asked once in 3 s for a session's state, however many tabs ask however many instances", async () => {
    const [one, other] = shoppers as [Shopper, Shopper];
    const { sessionId } = await one.checkout();
    // The webhook of its creation has it read too.
    await waitFor(
      async () => {
        const rows = await query(
          instances.stack.databaseUrl,
          `select 1 from calypso_delivery d join calypso_payment p on p.id = d.subject_id
            where p.session_id = $1 and d.outcome is not null`,
          [sessionId],
        );
        return rows.length > 0;
      },
      { what: "the webhook of its creation was worked off" },
    );
    const before = toVendor.seen.length;
    const polls = Array.from({ length: 20 }, (_, tab) => (tab % 2 ? one : other).status(sessionId));
    await Promise.all(polls);
    expect(toVendor.seen.slice(before).map((path) => path.split("?")[0])).toEqual(["/api/v1/invoice"]);
  });

  test("the doctor runs beside them and finds the worker's last reconciliation", async () => {
    const logFile = join(logDir, "doctor.log");
    const merchant = await signIn(instances.url);
    await merchant.api.post("/admin/calypso/reconcile");
    const app = join(root, "apps/store");
    await runChild({
      name: "medusa exec",
      command: process.execPath,
      args: [
        join(app, "node_modules/@medusajs/cli/cli.js"),
        "exec",
        "./node_modules/@calypso-commerce/medusa-payment/.medusa/server/src/doctor.js",
      ],
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
