import { Redis } from "ioredis";

export interface RedisDatabase {
  url: string;
  /** Empties it and lets go of it, if it was taken from those of a shared server. */
  release(): Promise<void>;
}

/** Under this key a run says that a database is its own; an hour after a run that died it is free again. */
const CLAIM = "calypso:claimed-by-a-test-run";

/**
 * A Redis database for one run: that of `REDIS_URL`, or one of 127.0.0.1:6379 that is empty. Queue names are Medusa's own, so that two
 * stores in one database would be given each other's jobs.
 *
 * @returns undefined when no Redis answers
 */
export async function redisDatabase(): Promise<RedisDatabase | undefined> {
  const given = process.env.REDIS_URL;
  if (given !== undefined && given !== "") {
    return (await answers(given)) ? { url: given, release: async () => {} } : undefined;
  }
  const server = "redis://127.0.0.1:6379";
  if (!(await answers(server))) return undefined;
  for (let number = 15; number > 0; number--) {
    const redis = new Redis(`${server}/${number}`);
    try {
      if ((await redis.dbsize()) > 0 || (await redis.set(CLAIM, process.pid, "EX", 3600, "NX")) !== "OK") continue;
    } finally {
      redis.disconnect();
    }
    return { url: `${server}/${number}`, release: () => flush(`${server}/${number}`) };
  }
  throw new Error(
    "each of the Redis server's databases 1 to 15 has something in it: name one for this run in REDIS_URL",
  );
}

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 });
  redis.on("error", () => {});
  try {
    await redis.connect();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

async function flush(url: string): Promise<void> {
  const redis = new Redis(url);
  try {
    await redis.flushdb();
  } finally {
    redis.disconnect();
  }
}
