import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchChromium } from "./launch-chromium.ts";
import { openPage } from "./open-page.ts";

describe("requests", () => {
  const gallery = inject("galleries")["19"];
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it("a page that is hidden asks nothing, and asks when it is shown; no two requests are closer than 3 s", async () => {
    const { page, calls } = await openPage(browser, gallery, { scene: "waiting" });
    await page.clock.install();
    await page.reload();
    await page.getByTestId("address").waitFor();
    const show = (state: string) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "visibilityState", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    const count = async () => (await calls("status")).length;

    await page.clock.runFor(10_000);
    const shown = await count();
    expect(shown).toBeGreaterThan(2);
    await show("hidden");
    await page.clock.runFor(600_000);
    expect(await count()).toBe(shown);
    await show("visible");
    await page.clock.runFor(1);
    expect(await count()).toBe(shown + 1);
    await page.clock.runFor(30_000);

    const times = await calls("status");
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(3_000);
  });

  it("counts down, and tells at ten, five and one minute", async () => {
    const { page } = await openPage(browser, gallery, { scene: "waiting" });
    await page.clock.install();
    await page.reload();
    const clock = page.getByRole("timer");
    await clock.waitFor();
    const seconds = async () =>
      ((await clock.textContent()) ?? "").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    const before = await seconds();
    await page.clock.runFor(10_000);
    expect(before - (await seconds())).toBe(10);
    await page.clock.runFor((before - 10 - 600 + 1) * 1000);
    await page.getByTestId("announcement").getByText("Time left to pay: 10 minutes").waitFor();
  });

  it("asks for no currencies and no cart when it is given a session", async () => {
    const { page, calls } = await openPage(browser, gallery, { scene: "waiting" });
    await page.getByTestId("address").waitFor();
    expect([await calls("currencies"), await calls("current"), await calls("start")]).toEqual([[], [], []]);
  });

  it("says that the shop can't be reached, and goes on", async () => {
    const { page, changeShop } = await openPage(browser, gallery, { scene: "waiting" });
    await changeShop({ failing: ["status"] });
    await page.getByTestId("offline").waitFor();
    await changeShop({ failing: [] });
    await page.getByTestId("offline").waitFor({ state: "detached" });
  });

  it("tells that the rate was refreshed, and shows the new amount", async () => {
    const { page } = await openPage(browser, gallery, { scene: "waiting" });
    await page.evaluate(() => {
      window.shop.payment = { ...window.shop.payment, crypto_amount: "31.5" };
    });
    await page.getByTestId("amount-changed").getByText("please send 31.5 USDT now instead of 31.447164 USDT").waitFor();
    expect(await page.getByTestId("amount").textContent()).toBe("31.5 USDT");
    await page.getByRole("button", { name: "OK" }).click();
    await page.getByTestId("amount-changed").waitFor({ state: "detached" });
  });
});
