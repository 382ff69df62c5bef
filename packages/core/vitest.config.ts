import { fileURLToPath } from "node:url";
import { findChromium } from "@calypso-commerce/testkit/chromium";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const hmac = (runtime: "node" | "web") => ({
  alias: { "#hmac": fileURLToPath(new URL(`./src/crypto/hmac.${runtime}.ts`, import.meta.url)) },
});

/** Contract tests run in Node, workerd and a browser. */
const everyRuntime = "test/**/*.contract.test.ts";

const chromium = await findChromium();
if (chromium === undefined)
  console.warn("core's contract tests do NOT run in a browser: no Chromium found, set CHROMIUM_PATH");

export default defineConfig({
  test: {
    projects: [
      {
        resolve: hmac("node"),
        test: {
          name: "node",
          provide: { runtime: "node" },
          include: ["test/**/*.test.ts"],
          // Property tests take seconds on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        plugins: [cloudflareTest({ miniflare: { compatibilityDate: "2026-10-01" } })],
        resolve: hmac("web"),
        test: { name: "workerd", provide: { runtime: "workerd" }, include: [everyRuntime] },
      },
      ...(chromium === undefined
        ? []
        : [
            {
              resolve: hmac("web"),
              test: {
                name: "chromium",
                provide: { runtime: "chromium" as const },
                include: [everyRuntime],
                browser: {
                  enabled: true,
                  headless: true,
                  screenshotFailures: false,
                  provider: playwright({ launchOptions: chromium }),
                  instances: [{ browser: "chromium" as const }],
                },
              },
            },
          ]),
    ],
  },
});
