import { fileURLToPath } from "node:url";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { findChromium } from "./test/find-chromium.ts";

const hmac = (runtime: "node" | "web") => ({
  alias: { "#hmac": fileURLToPath(new URL(`./src/crypto/hmac.${runtime}.ts`, import.meta.url)) },
});

const chromium = await findChromium();
if (chromium === undefined)
  console.warn("core's contract suite is NOT run in a browser: no Chromium, set CHROMIUM_PATH");

export default defineConfig({
  test: {
    projects: [
      {
        resolve: hmac("node"),
        test: {
          name: "node",
          provide: { runtime: "node" },
          include: ["src/**/*.test.ts", "test/{contract,node}/**/*.test.ts"],
        },
      },
      {
        plugins: [cloudflareTest({ miniflare: { compatibilityDate: "2026-10-01" } })],
        resolve: hmac("web"),
        test: { name: "workerd", provide: { runtime: "workerd" }, include: ["test/contract/**/*.test.ts"] },
      },
      ...(chromium === undefined
        ? []
        : [
            {
              resolve: hmac("web"),
              test: {
                name: "chromium",
                provide: { runtime: "chromium" as const },
                include: ["test/contract/**/*.test.ts"],
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
