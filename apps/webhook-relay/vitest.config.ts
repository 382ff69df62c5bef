import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
process.env.WRANGLER_SEND_METRICS = "false";

const workerdTests = "test/**/*.workerd.test.ts";

export default defineConfig({
  test: {
    silent: "passed-only",
    projects: [
      {
        plugins: [
          cloudflareTest(async ({ inject }) => ({
            wrangler: { configPath: "./wrangler.jsonc" },
            miniflare: {
              bindings: {
                RELAY_ADMIN_TOKEN: "operators-test-token",
                RELAY_MASTER_KEY: Buffer.alloc(32, 1).toString("base64"),
                RELAY_LOOPBACK_STORES: "true",
                STORE_URL: inject("storeUrl"),
                MIGRATIONS: await readD1Migrations("./migrations"),
              },
            },
          })),
        ],
        test: {
          name: "workerd",
          include: [workerdTests],
          globalSetup: "./test/support/global-setup.ts",
          setupFiles: "./test/support/workerd/setup.ts",
          testTimeout: 30_000,
          isolate: false,
        },
      },
      {
        test: {
          name: "node",
          include: ["test/**/*.test.ts"],
          exclude: [workerdTests],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
