import { freePort } from "@calypso-commerce/testkit/free-port";
import { claimRedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { startStore } from "@calypso-commerce/tools/stack/store";
import { act, cancelReason, type RefundRun, requestRefund } from "./refund-run.ts";

/**
 * Lets two instances of the store on one database work on the same refunds, with an admin at each, and kills one.
 *
 * @returns what the instances shared apart from the database
 */
export async function useTwoInstances(
  run: RefundRun,
  rounds: number,
): Promise<"redis" | "nothing: Redis does not answer"> {
  const { stack, random } = run;
  const redis = await claimRedisDatabase();
  run.redis = redis;
  // Stores should share a Redis, but must not pay twice without.
  if (redis) run.env = { ...run.env, REDIS_URL: redis.url };
  await stack.restartStore("SIGKILL", run.env);
  const settings = { ...stack.storeSettings, port: await freePort(stack.store.port + 1) };
  const second = await startStore({ ...settings, env: { ...stack.storeSettings.env, ...run.env } });
  try {
    const urls = [stack.store.url, second.url];
    for (let round = 0; round < rounds; round++) {
      const both = await Promise.all(urls.map((url) => requestRefund(run, (1 + random()).toFixed(2), { url })));
      await Promise.all(
        both.flatMap((refund) =>
          urls.map(async (url, index) => {
            if (!refund) return;
            const merchant = await signIn(url).catch(() => undefined);
            if (!merchant) return;
            const action = index === 1 && random() < 0.4 ? "cancel" : "retry";
            await act(merchant, refund.id, action, action === "cancel" ? cancelReason : {});
          }),
        ),
      );
      if (round === Math.floor(rounds / 2)) {
        const requests = urls.map((url) => requestRefund(run, "1.00", { url }));
        second.child.kill("SIGKILL");
        run.kills++;
        await Promise.all(requests);
        break;
      }
    }
  } finally {
    await second.child.stop();
  }
  return redis ? "redis" : "nothing: Redis does not answer";
}
