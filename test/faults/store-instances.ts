import { freePort } from "@calypso-commerce/testkit/free-port";
import type { RedisDatabase } from "@calypso-commerce/testkit/redis-database";
import { type Stack, type StackOptions, startStack } from "@calypso-commerce/tools/stack/stack";
import { type Store, startStore, storeEnvironment } from "@calypso-commerce/tools/stack/store";
import { startBalancer } from "./balancer.ts";

type Mode = "shared" | "server" | "worker";

interface Instance {
  mode: Mode;
  store: Store;
}

export interface Instances {
  stack: Stack;
  /** Where shoppers and the relay reach the store. */
  url: string;
  /** The instances that answer shoppers and webhooks, by their own addresses. */
  servers(): string[];
  /** What a process beside them is started with, `medusa exec` for instance. */
  environment(): Record<string, string | undefined>;
  /** Ends one with SIGKILL, chosen at random, and starts it again. */
  kill(random: () => number): Promise<void>;
  /** Ends all with SIGKILL and starts them again with this environment. */
  restartAll(env?: Record<string, string>): Promise<void>;
  /** Resolves when one of those that run now has ended. */
  anyEnded(): Promise<unknown>;
  stop(): Promise<void>;
}

/**
 * The stack with one instance of the store, or with two and a worker that share Redis, behind a load balancer; the relay delivers to
 * whichever is next.
 */
export async function startInstances(options: {
  redis?: RedisDatabase | undefined;
  stack: StackOptions;
}): Promise<Instances> {
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
    kill: (random) => restart(all[Math.floor(random() * all.length)] as Instance),
    restartAll: async (env) => {
      await Promise.all(all.map((instance) => restart(instance, env)));
    },
    anyEnded: () => Promise.race(all.map(({ store }) => store.child.exited)),
    stop,
  };
}
