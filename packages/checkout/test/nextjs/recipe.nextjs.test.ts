import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@calypso-commerce/testkit/chromium";
import { freePort } from "@calypso-commerce/testkit/free-port";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeMedusa, type FakeMedusa } from "../support/fake-medusa.ts";
import { samplePayment, sampleSession } from "../support/sample-payment.ts";

const here = dirname(fileURLToPath(import.meta.url));
const recipe = readFileSync(join(here, "../../../../docs/nextjs-starter.md"), "utf8");
const require = createRequire(import.meta.url);
const next = require.resolve("next/dist/bin/next");
const tsc = require.resolve("typescript/bin/tsc");

/** The patches in the recipe. */
const patches = [...recipe.matchAll(/^ {3}```diff\n([\s\S]*?)^ {3}```$/gm)].map(([, block]) =>
  `${block}`.replace(/^ {3}/gm, ""),
);

/** The line for `.env.local`. */
const setting = "NEXT_PUBLIC_MEDUSA_BACKEND_URL=http://localhost:9000";

describe("the recipe for Medusa's Next.js starter", () => {
  let app: string;
  let medusa: FakeMedusa;
  let browser: Browser;
  let url: string;
  const cleanups: (() => unknown)[] = [];

  beforeAll(async () => {
    medusa = await createFakeMedusa();
    cleanups.push(() => medusa.close());
    app = applyRecipe(cleanups);
    writeFileSync(join(app, ".env.local"), setting.replace("http://localhost:9000", medusa.url));
    const env = {
      ...process.env,
      NODE_ENV: "production" as const,
      NEXT_TELEMETRY_DISABLED: "1",
      MEDUSA_BACKEND_URL: medusa.url,
      NEXT_PUBLIC_MEDUSA_PUBLISHABLE_KEY: "pk_1",
    };
    run(process.execPath, [tsc, "-p", "tsconfig.check.json"], app, env);
    run(process.execPath, [next, "build"], app, env);
    url = await start(app, env, cleanups);
    browser = await launchChromium();
    cleanups.push(() => browser.close());
  }, 240_000);

  afterAll(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });

  it("has the setting that the test application uses", () => {
    expect(recipe).toMatch(new RegExp(`^ +${setting}$`, "m"));
  });

  it("changes at most 40 lines in three files", () => {
    expect(patches).toHaveLength(3);
    const changed = patches.join("\n").match(/^[+-](?![+-]{2} )/gm);
    expect(changed?.length).toBeGreaterThan(10);
    expect(changed?.length).toBeLessThanOrEqual(40);
  });

  it("takes a shopper from the payment step to the confirmation page", async () => {
    let payment = samplePayment;
    medusa.on("GET /store/carts/cart_1", { body: { cart: { id: "cart_1", total: 28.9, currency_code: "eur" } } });
    medusa.on("GET /store/calypso/currencies", {
      body: { currencies: [{ code: "BTC", name: "Bitcoin", network: "Bitcoin" }] },
    });
    medusa.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    medusa.on("POST /store/payment-collections/pay_col_1/payment-sessions", () => ({
      body: { payment_collection: { payment_sessions: [sampleSession(payment)] } },
    }));
    medusa.on("GET /store/calypso/payments/payses_1", () => ({ body: { payment } }));
    medusa.on("POST /store/carts/cart_1/complete", { body: { type: "order", order: { id: "order_1" } } });

    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.goto(`${url}/de/checkout?step=payment`);
    await page.getByRole("radio", { name: "Crypto" }).check();
    await page.getByTestId("submit-payment-button").waitFor({ state: "hidden" });
    await page.getByTestId("amount-due").getByText("€28.90").waitFor();
    await page.getByTestId("continue").click();
    await page.getByTestId("address").waitFor();
    payment = { ...payment, outcome: "settled" };
    await page.getByRole("heading", { name: "Order order_1 confirmed" }).waitFor();
    expect(errors).toEqual([]);
  });
});

/** A copy of the fixture, inside this package so that its modules are found, with the patches applied by git. */
function applyRecipe(cleanups: (() => unknown)[]): string {
  // Outside any repository, git applies a patch to plain files.
  const outside = mkdtempSync(join(tmpdir(), "nextjs-recipe-"));
  const app = mkdtempSync(join(here, ".applied-"));
  cleanups.push(() => {
    rmSync(outside, { recursive: true, force: true });
    rmSync(app, { recursive: true, force: true });
  });
  cpSync(join(here, "fixture"), outside, { recursive: true });
  patches.forEach((patch, index) => {
    const file = join(outside, `${index}.patch`);
    writeFileSync(file, patch);
    // The recipe's `git apply FILE`.
    run("git", ["apply", file], outside, process.env);
  });
  cpSync(outside, app, { recursive: true });
  // As npm would install it. The starter's module resolution doesn't support self-references.
  mkdirSync(join(app, "node_modules/@calypso-commerce"), { recursive: true });
  symlinkSync(join(here, "../.."), join(app, "node_modules/@calypso-commerce/checkout"), "dir");
  return app;
}

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): void {
  try {
    execFileSync(command, args, { cwd, env, stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: Buffer; stderr: Buffer };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
  }
}

async function start(cwd: string, env: NodeJS.ProcessEnv, cleanups: (() => unknown)[]): Promise<string> {
  const port = await freePort();
  const server = spawn(process.execPath, [next, "start", "--port", `${port}`, "--hostname", "127.0.0.1"], {
    cwd,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanups.push(() => {
    server.kill("SIGKILL");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("exit", (code) => reject(new Error(`next start ended with ${code}`)));
    server.stdout.on("data", (text: Buffer) => text.includes("Ready") && resolve());
  });
  return `http://localhost:${port}`;
}
