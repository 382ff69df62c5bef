import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFakeMedusa, type FakeMedusa } from "../support/fake-medusa.ts";
import { samplePayment, sampleSession } from "../support/sample-payment.ts";

const here = dirname(fileURLToPath(import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const run = promisify(execFile);

const collection = { payment_sessions: [sampleSession()] };

describe("README", () => {
  let folder: string;
  let medusa: FakeMedusa;
  let compiled: string;
  let examples: { file: string; language: string; code: string }[];

  beforeAll(async () => {
    medusa = await createFakeMedusa();
    folder = await mkdtemp(join(here, ".readme-"));
    const readme = await readFile(join(here, "../../README.md"), "utf8");
    examples = [...readme.matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(([, language, code], index) => ({
      file: `example-${index}`,
      language: `${language}`,
      code: `${code}`,
    }));
    await Promise.all(examples.map(({ file, language, code }) => writeFile(join(folder, `${file}.${language}`), code)));
    await writeFile(
      join(folder, "tsconfig.json"),
      JSON.stringify({
        extends: "../../../tsconfig.json",
        // The built package by its name, as a storefront imports it.
        compilerOptions: { noEmit: false, allowImportingTsExtensions: false, rootDir: "." },
        include: [],
        files: examples.map(({ file, language }) => `${file}.${language}`),
      }),
    );
    compiled = (await run(process.execPath, [tsc, "-p", folder]).catch((failure: { stdout: string }) => failure))
      .stdout;
  }, 60_000);
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await medusa?.close();
  });

  /** Runs a module beside the compiled examples and returns its output. */
  async function print(code: string): Promise<string> {
    await writeFile(join(folder, "run.mjs"), code);
    const { stdout } = await run(process.execPath, [join(folder, "run.mjs")], { timeout: 20_000 });
    return stdout;
  }

  it("compiles all examples", () => {
    expect(examples.length).toBeGreaterThan(5);
    expect(compiled).toBe("");
  });

  it("runs the headless example", async () => {
    const headless = examples.find(({ language }) => language === "ts");
    medusa.on("GET /store/carts/cart_01", {
      body: { cart: { id: "cart_01", region_id: "reg_1", currency_code: "eur" } },
    });
    medusa.on("GET /store/calypso/currencies", { body: { currencies: [{ code: "USDT_TRX" }] } });
    medusa.on("POST /store/payment-collections", { body: { payment_collection: { id: "pay_col_1" } } });
    medusa.on("POST /store/payment-collections/pay_col_1/payment-sessions", {
      body: { payment_collection: collection },
    });
    medusa.on("GET /store/calypso/payments/payses_1", { body: { payment: { ...samplePayment, outcome: "settled" } } });
    medusa.on("POST /store/carts/cart_01/complete", { body: { type: "order", order: { id: "order_1" } } });
    const output = await print(`
      const medusa = ${JSON.stringify(medusa.url)};
      const direct = globalThis.fetch;
      globalThis.fetch = (input, init) => direct(String(input).replace("https://api.store.example", medusa), init);
      const print = console.log;
      const seen = new Map();
      const until = (what) => new Promise((resolve) => seen.set(what, resolve));
      console.log = (...words) => {
        print(...words);
        for (const [what, resolve] of seen) if (words.includes(what)) resolve();
      };
      const chosen = until("choosing");
      const ordered = until("ordered");
      const { pay, stop } = await import("./${headless?.file}.js");
      await chosen;
      pay();
      await ordered;
      stop();`);
    expect(output).toContain("waiting");
    expect(output).toMatch(/ordered \{ id: 'order_1' \}/);
  });
});
