import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { claimScenes, linkScenes, paymentScenes } from "../support/browser/gallery/scenes.ts";
import { useGallery } from "../support/browser/use-gallery.ts";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const phone = { viewport: { width: 360, height: 740 } };
const scenes = ["choose", ...Object.keys(paymentScenes), ...Object.keys(linkScenes), ...Object.keys(claimScenes)];

/** Broken rules of WCAG 2.2 AA and axe's best practices. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
  );
}

/** The labels of the next tab stops. */
async function tabStops(page: Page, count: number): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < count; i++) {
    await page.keyboard.press("Tab");
    stops.push(
      await page.evaluate(() => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        const label = (at as HTMLInputElement | null)?.labels?.[0]?.textContent;
        return at?.getAttribute("aria-label") ?? label ?? at?.textContent ?? "";
      }),
    );
  }
  return stops;
}

async function show(page: Page, query: Record<string, string>): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/?${new URLSearchParams(query)}`);
  await page.getByTestId(/^calypso-/).waitFor();
  await page.locator("[data-state=loading]").waitFor({ state: "detached" });
}

describe("accessibility", () => {
  const { open } = useGallery();

  it.each([
    ["light", "en"],
    ["dark", "ar"],
  ])("breaks no rule of WCAG 2.2 AA: %s, %s", async (theme, locale) => {
    const { page } = await open({ scene: "choose" }, phone);
    const broken: Record<string, string[]> = {};
    for (const scene of scenes) {
      await show(page, { scene, theme, locale });
      const found = await violations(page);
      if (found.length > 0) broken[scene] = found;
    }
    expect(broken).toEqual({});
  });

  it("fits a narrow phone in German without scrolling sideways", async () => {
    const { page } = await open({ scene: "choose" }, { viewport: { width: 320, height: 640 } });
    const widths: Record<string, number> = {};
    for (const scene of scenes) {
      await show(page, { scene, locale: "de" });
      widths[scene] = await page.evaluate(() => document.documentElement.scrollWidth);
    }
    expect(widths).toEqual(Object.fromEntries(scenes.map((scene) => [scene, 320])));
  });

  it("works by keyboard alone and moves the focus along", async () => {
    const { page } = await open({ scene: "choose" });
    await page.getByTestId("continue").waitFor();
    expect(await tabStops(page, 2)).toEqual(["Before", expect.stringContaining("Tether")]);
    await page.keyboard.press("ArrowDown");
    expect(await tabStops(page, 1)).toEqual(["Continue to payment"]);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("ArrowUp");
    expect(await tabStops(page, 2)).toEqual([expect.stringContaining("Ethereum"), "Continue to payment"]);
    // Without a network, the focus moves to its choice.
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowDown");
    expect(await tabStops(page, 1)).toEqual(["Continue to payment"]);
    await page.keyboard.press("Enter");
    await page.getByTestId("address").waitFor();
    const focused = page.getByTestId("state-title");
    await expect.poll(() => focused.evaluate((heading) => heading.matches(":focus"))).toBe(true);
    expect(await tabStops(page, 4)).toEqual(["Copy amount", "Copy address", "Pay with another currency", "After"]);
  });

  it("announces every change of state once", async () => {
    const { page, changeBackend } = await open({ scene: "waiting" });
    const announcement = page.getByTestId("announcement");
    await page.getByTestId("address").waitFor();
    expect(await announcement.textContent()).toBe("");
    await changeBackend({ payment: { ...paymentScenes.underpaid } });
    await announcement.getByText("Part of the amount is missing. Please send the rest to the same address.").waitFor();
    await changeBackend({ payment: { ...paymentScenes.detected } });
    await announcement.getByText("Payment detected.").waitFor();
  });

  it("announces that the address was copied", async () => {
    const { page } = await open({ scene: "waiting" }, { permissions: ["clipboard-read", "clipboard-write"] });
    await page.getByRole("button", { name: "Copy address" }).click();
    await page.getByTestId("announcement").getByText("Copied").waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(paymentScenes.waiting?.address);
  });

  it("animates nothing under reduced motion", async () => {
    const { page } = await open({ scene: "detected", placed: "" }, { reducedMotion: "reduce" });
    const animated = await page
      .locator(".spin, .pulse")
      .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).animationName));
    expect(animated).toEqual(["none"]);
  });

  it("reads right to left in Arabic, except address and amount", async () => {
    const { page } = await open({ scene: "waiting", locale: "ar" });
    const direction = (testId: string) =>
      page.getByTestId(testId).evaluate((element) => getComputedStyle(element).direction);
    expect(await direction("network-warning")).toBe("rtl");
    expect(await direction("address")).toBe("ltr");
    expect(await direction("amount")).toBe("ltr");
  });

  it("reports what is wrong in the claim form and focuses it", async () => {
    const { page } = await open({ scene: "claim-open" });
    const review = page.getByTestId("claim-review");
    const submit = page.getByTestId("claim-submit");
    await review.click();
    await page.getByRole("alert").getByText("Enter your address.").waitFor();
    const address = page.getByRole("textbox", { name: "Your USDT address" });
    expect(await address.evaluate((input) => input.matches(":focus"))).toBe(true);
    await address.fill("wrong");
    await review.click();
    await page.getByRole("alert").getByText("Confirm that the address is correct.").waitFor();
    await page.getByRole("checkbox").check();
    await review.click();
    await submit.click();
    await page.getByRole("alert").getByText("This isn’t a valid USDT address on TRON (TRC-20).").waitFor();
    await address.fill(" TMw8 ");
    await review.click();
    expect(await page.getByTestId("claim-reviewed-address").textContent()).toBe("TMw8");
    await submit.click();
    const done = page.getByRole("heading", { name: "Thank you, we have your address" });
    await done.waitFor();
    await expect.poll(() => done.evaluate((heading) => heading.matches(":focus"))).toBe(true);
    expect(await page.evaluate(() => window.backendState.calls.at(-1)?.name)).toBe("submit TMw8");
  });
});
