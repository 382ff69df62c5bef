import { Redis } from "ioredis";

export interface RedisDatabase {
  url: string;
  /** Empties it and gives it back, if it is one of a shared server. */
  release(): Promise<void>;
}

/** A run claims a database under this key. The claim of a run that died ends after an hour. */
const CLAIM = "calypso:claimed-by-a-test-run";

/**
 * Claims a Redis database for one run: that of `REDIS_URL`, or an empty one of 127.0.0.1:6379. Two stores can't share
 * one, since Medusa's queue names are fixed.
 *
 * @returns undefined when no Redis answers
 */
export async function claimRedisDatabase(): Promise<RedisDatabase | undefined> {
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
  throw new Error("databases 1 to 15 of the Redis server are all in use: name one for this run in REDIS_URL");
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
