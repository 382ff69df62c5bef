import { connect } from "node:net";
import { freePort } from "@calypso-commerce/testkit/free-port";
import { signIn } from "@calypso-commerce/tools/stack/merchant";
import { startStore } from "@calypso-commerce/tools/stack/store";
import { ask, back, click, type RefundRun } from "./refund-run.ts";

/** A database of its own, so that no other store on the same Redis is given these jobs. */
const redisUrl = process.env.REDIS_URL ?? "redis://127.0.0.1:6379/12";

/**
 * Two instances of the store on one database, an admin at each, both at the same refunds; one of them is killed meanwhile.
 *
 * @returns what the instances shared beside the database
 */
export async function twoInstances(
  run: RefundRun,
  rounds: number,
): Promise<"redis" | "nothing: Redis does not answer"> {
  const { stack, random } = run;
  const withRedis = await answers(redisUrl);
  // Without Redis nothing but the database stands between the two: a shop should not run so, and must not pay twice even then.
  if (withRedis) run.env = { ...run.env, REDIS_URL: redisUrl };
  await stack.restartStore("SIGKILL", run.env);
  const settings = { ...stack.storeSettings, port: await freePort(stack.store.port + 1) };
  const second = await startStore({ ...settings, env: { ...stack.storeSettings.env, ...run.env } });
  try {
    const urls = [stack.store.url, second.url];
    for (let round = 0; round < rounds; round++) {
      const both = await Promise.all(urls.map((url) => ask(run, (1 + random()).toFixed(2), { url })));
      await Promise.all(
        both.flatMap((refund) =>
          urls.map(async (url, index) => {
            if (!refund) return;
            const merchant = await signIn(url).catch(() => undefined);
            if (!merchant) return;
            const button = index === 1 && random() < 0.4 ? "cancel" : "retry";
            await click(merchant, refund.id, button, button === "cancel" ? back : {});
          }),
        ),
      );
      if (round === Math.floor(rounds / 2)) {
        const asked = urls.map((url) => ask(run, "1.00", { url }));
        second.child.kill("SIGKILL");
        run.kills++;
        await Promise.all(asked);
        break;
      }
    }
  } finally {
    await second.child.stop();
  }
  return withRedis ? "redis" : "nothing: Redis does not answer";
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port || 6379), hostname);
    socket.on("error", () => resolve(false));
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
