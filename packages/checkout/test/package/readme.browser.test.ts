import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launchChromium } from "@calypso-commerce/testkit/chromium";
import react from "@vitejs/plugin-react";
import type { Browser, Page } from "playwright-core";
import { build, type Rolldown } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { samplePayment, sampleSession } from "../support/sample-payment.ts";

const packageFolder = join(dirname(fileURLToPath(import.meta.url)), "../..");
const readme = readFileSync(join(packageFolder, "README.md"), "utf8");
const examples = [...readme.matchAll(/^```tsx\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);

const collection = { payment_sessions: [sampleSession()] };
const cart = { id: "cart_1", total: 28.9, currency_code: "eur", region_id: "reg_1" };

/** The store's answers, at any of the examples' addresses. */
const answers: Record<string, unknown> = {
  "/store/carts/cart_1": { cart: { ...cart, payment_collection: collection } },
  "/store/carts/cart_01": { cart: { ...cart, payment_collection: collection } },
  "/store/orders/order_1": { order: { payment_collections: [collection] } },
  "/store/calypso/currencies": { currencies: [{ code: "BTC", name: "Bitcoin", network: "Bitcoin" }] },
  "/store/calypso/payments/payses_1": { payment: samplePayment },
  "/api/payments/payses_1": { payment: samplePayment },
  "/store/calypso/payment-links": {
    payment_link: {
      status: "open",
      amount: "28.90",
      currency_code: "EUR",
      session_id: "payses_1",
      payment: samplePayment,
    },
  },
  "/store/calypso/refund-claims": {
    claim: { status: "open", amount: "28.90", currency_code: "eur", crypto_currency: "BTC", crypto_name: "Bitcoin" },
  },
};

/** Each example's props, and what the shopper then sees. */
const components: Record<string, { props: string; sees: (page: Page) => Promise<void> }> = {
  PaymentStep: {
    props: `{ cart: ${JSON.stringify({ ...cart, payment_collection: collection })}, showOrder() {} }`,
    sees: (page) => page.getByTestId("address").getByText(samplePayment.address).first().waitFor(),
  },
  OrderPayment: {
    props: JSON.stringify({ orderId: "order_1" }),
    sees: (page) => page.getByTestId("address").getByText(samplePayment.address).first().waitFor(),
  },
  PayPage: {
    props: JSON.stringify({ token: "link_1" }),
    sees: (page) => page.getByTestId("address").getByText(samplePayment.address).first().waitFor(),
  },
  RefundPage: {
    props: JSON.stringify({ token: "claim_1" }),
    sees: (page) => page.getByText("28.90").waitFor(),
  },
  LocalisedPayment: {
    props: `{ language: "de", session: null, backend: { currencies: async () => [{ code: "BTC", symbol: "BTC", name: "Bitcoin", network: "Bitcoin" }] } }`,
    sees: (page) => page.getByText("Mit Krypto bezahlen").waitFor(),
  },
  Payment: {
    props: "{}",
    sees: (page) => page.getByTestId("address").getByText(samplePayment.address).first().waitFor(),
  },
};

async function bundle(folder: string, code: string, name: string): Promise<string> {
  writeFileSync(join(folder, "example.tsx"), code);
  writeFileSync(
    join(folder, "entry.tsx"),
    `import { createRoot } from "react-dom/client";
     import { ${name} } from "./example.tsx";
     createRoot(document.querySelector("main")!).render(<${name} {...(${components[name]?.props} as never)} />);`,
  );
  const result = await build({
    configFile: false,
    plugins: [react()],
    logLevel: "error",
    mode: "development",
    define: { "process.env.NODE_ENV": '"development"' },
    // The built package by its name, as a storefront imports it.
    resolve: {
      alias: [
        { find: /^@calypso-commerce\/checkout$/, replacement: join(packageFolder, "dist/index.mjs") },
        { find: /^@calypso-commerce\/checkout\/(\w+)$/, replacement: join(packageFolder, "dist/$1.mjs") },
      ],
    },
    build: {
      write: false,
      minify: false,
      rolldownOptions: { input: join(folder, "entry.tsx"), output: { codeSplitting: false } },
    },
  });
  const { output } = (Array.isArray(result) ? result[0] : result) as Rolldown.RolldownOutput;
  return output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("\n");
}

describe("the README's components", () => {
  const folder = mkdtempSync(join(packageFolder, "test/package/.readme-"));
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await browser?.close();
  });

  it("are all tested here", () => {
    const exported = examples.flatMap((code) => [...code.matchAll(/^export (?:const|function) ([A-Z]\w*)/gm)]);
    expect(exported.map(([, name]) => name).sort()).toEqual(Object.keys(components).sort());
  });

  it.each(Object.keys(components))("%s works in a browser", async (name) => {
    const code = examples.find((each) => new RegExp(`^export (?:const|function) ${name}\\b`, "m").test(each)) ?? "";
    const script = await bundle(folder, code, name);
    const page = await browser.newPage();
    page.setDefaultTimeout(15_000);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await page.route("**/*", async (route) => {
      const { pathname } = new URL(route.request().url());
      const path = decodeURI(pathname);
      const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*" };
      if (path === "/") await route.fulfill({ contentType: "text/html", body: "<!doctype html><main></main>" });
      else if (path in answers) await route.fulfill({ json: answers[path], headers });
      else errors.push(`no answer to ${path}`);
    });
    await page.goto("https://storefront.example/");
    await page.addScriptTag({ type: "module", content: script });
    await components[name]?.sees(page).catch(async (cause) => {
      throw new Error(`${errors.join("\n")}\n${await page.locator("main").textContent()}`, { cause });
    });
    expect(errors).toEqual([]);
    await page.close();
  });
});
