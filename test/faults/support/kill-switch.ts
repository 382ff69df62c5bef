import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface KillSwitch {
  /** The environment in which a store can be killed. */
  env: Record<string, string>;
  /** Ends the next process that reaches a place with SIGKILL: a step's name, or a number of database statements. */
  arm(place: string): void;
  disarm(): void;
}

/** @param afterPath statements count from a POST to a path that contains this */
export function createKillSwitch(folder: string, afterPath: string): KillSwitch {
  const file = join(folder, "kill-at");
  return {
    env: {
      KILL_AT_FILE: file,
      KILL_AFTER_PATH: afterPath,
      NODE_OPTIONS: `--require ${join(import.meta.dirname, "kill-at.cjs")}`,
    },
    arm: (place) => writeFileSync(file, place),
    disarm: () => rmSync(file, { force: true }),
  };
}
