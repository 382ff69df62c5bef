import { freePort } from "@calypso-commerce/testkit/free-port";
import type { RedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { type Stack, type StackOptions, startStack } from "@calypso-commerce/tools/stack/stack";
import { type Store, startStore, storeEnvironment } from "@calypso-commerce/tools/stack/store";
import { startBalancer } from "../support/balancer.ts";
import { pick } from "../support/random.ts";

type Mode = "shared" | "server" | "worker";

interface Instance {
  mode: Mode;
  store: Store;
}

export interface StoreInstances {
  stack: Stack;
  /** Address of the load balancer. */
  url: string;
  /** Addresses of the instances that answer HTTP. */
  servers(): string[];
  /** Environment for another process of the store, such as `medusa exec`. */
  environment(): Record<string, string | undefined>;
  /** Ends a random one with SIGKILL and starts it again. */
  killOne(random: () => number): Promise<void>;
  /** Ends all with SIGKILL and starts them again with `env` added to their environment. */
  restartAll(env?: Record<string, string>): Promise<void>;
  /** Resolves when one of the processes that run now has ended. */
  anyEnded(): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * Starts the stack with one instance of the store or, given a Redis, with two and a worker, behind a load balancer that
 * the relay delivers to.
 */
export async function startStoreInstances(options: {
  redis?: RedisDatabase | undefined;
  stack: StackOptions;
}): Promise<StoreInstances> {
  const { redis } = options;
  const all: Instance[] = [];
  let first: (() => string) | undefined;
  const reachable = () => {
    const urls = all.filter(({ mode }) => mode !== "worker").map(({ store }) => store.url);
    return urls.length > 0 ? urls : first ? [first()] : [];
  };
  const balancer = await startBalancer(reachable);
  const modeOf = (mode: Mode) => (redis ? { REDIS_URL: redis.url, MEDUSA_WORKER_MODE: mode } : {});
  let stack: Stack;
  try {
    stack = await startStack({
      ...options.stack,
      storeEnv: { ...options.stack.storeEnv, ...modeOf(redis ? "server" : "shared") },
      betweenRelayAndStore: async (url) => {
        first = () => url;
        return balancer.url;
      },
    });
  } catch (error) {
    await balancer.close();
    throw error;
  }
  const start = async (mode: Mode, port: number, env: Record<string, string> = {}): Promise<Store> =>
    startStore({ ...stack.storeSettings, port, env: { ...stack.storeSettings.env, ...modeOf(mode), ...env } });
  const restart = async (instance: Instance, env?: Record<string, string>) => {
    instance.store.child.kill("SIGKILL");
    await instance.store.child.stop();
    instance.store = await start(instance.mode, instance.store.port, env);
  };
  const stop = async () => {
    await Promise.all(all.map(({ store }) => store.child.stop()));
    await balancer.close();
    await stack.stop();
  };
  all.push({ mode: redis ? "server" : "shared", store: stack.store });
  try {
    if (redis) {
      for (const mode of ["server", "worker"] as const) {
        all.push({ mode, store: await start(mode, await freePort(stack.store.port + 1)) });
      }
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    stack,
    url: balancer.url,
    servers: reachable,
    environment: () => storeEnvironment(stack.storeSettings, stack.store.port),
    killOne: (random) => restart(pick(random, all)),
    restartAll: async (env) => {
      await Promise.all(all.map((instance) => restart(instance, env)));
    },
    anyEnded: () => Promise.race(all.map(({ store }) => store.child.exited)),
    stop,
  };
}
