import type { D1Migration } from "cloudflare:test";
import type { Env as RelayEnv } from "../../src/env.ts";

declare global {
  namespace Cloudflare {
    interface Env extends RelayEnv {
      MIGRATIONS: D1Migration[];
      /** Of the scripted store. */
      STORE_URL: string;
    }
    interface GlobalProps {
      mainModule: typeof import("../../src/index.ts");
    }
  }
}
