import { describe, expect, it } from "vitest";
import { useGallery } from "../support/browser/use-gallery.ts";

describe("requests", () => {
  const { open } = useGallery();

  it("pauses while the page is hidden, and keeps 3 s between requests", async () => {
    const { page, calls } = await open({ scene: "waiting" });
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

  it("counts down and announces ten minutes left", async () => {
    const { page } = await open({ scene: "waiting" });
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

  it("loads neither currencies nor cart for a given session", async () => {
    const { page, calls } = await open({ scene: "waiting" });
    await page.getByTestId("address").waitFor();
    expect([await calls("currencies"), await calls("current"), await calls("start")]).toEqual([[], [], []]);
  });

  it("reports a lost connection until it is back", async () => {
    const { page, changeBackend } = await open({ scene: "waiting" });
    await changeBackend({ failing: ["status"] });
    await page.getByTestId("offline").waitFor();
    await changeBackend({ failing: [] });
    await page.getByTestId("offline").waitFor({ state: "detached" });
  });

  it("announces a new amount after a change of rate", async () => {
    const { page } = await open({ scene: "waiting" });
    await page.evaluate(() => {
      window.backendState.payment = { ...window.backendState.payment, crypto_amount: "31.5" };
    });
    await page.getByTestId("amount-changed").getByText("Please send 31.5 USDT instead of 31.447164 USDT").waitFor();
    expect(await page.getByTestId("amount").textContent()).toBe("31.5 USDT");
    await page.getByRole("button", { name: "OK" }).click();
    await page.getByTestId("amount-changed").waitFor({ state: "detached" });
  });
});
