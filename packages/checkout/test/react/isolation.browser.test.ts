import { describe, expect, it } from "vitest";
import { useGallery } from "../support/browser/use-gallery.ts";

/** The rules of a hostile page. */
const hostile = `
  * { color: red !important; font-size: 40px !important; border-radius: 0 !important; }
  body { text-transform: uppercase; letter-spacing: 5px; text-align: center; line-height: 3; }
  button, input, h2, h3, p, svg, .card, .primary { display: none !important; }
`;

describe("style isolation", () => {
  const { open } = useGallery("19", { bypassCSP: true });

  it("keeps the page's rules out of the component", async () => {
    const { page } = await open({ scene: "waiting" });
    // What loads last.
    await page.locator(".qr-mark path").waitFor();
    const styles = () =>
      page.getByTestId("calypso-payment").evaluate((card) =>
        [card, ...card.querySelectorAll("*")].map((element) => {
          const style = getComputedStyle(element);
          const properties = [
            "color",
            "fontSize",
            "display",
            "textTransform",
            "letterSpacing",
            "textAlign",
            "lineHeight",
          ] as const;
          return properties.map((property) => style[property]).join(" ");
        }),
      );
    const before = await styles();
    await page.addStyleTag({ content: hostile });
    expect(
      await page.getByRole("heading", { name: "Gallery" }).evaluate((heading) => getComputedStyle(heading).color),
    ).toBe("rgb(255, 0, 0)");
    expect(await styles()).toEqual(before);
  });

  it("keeps the component's rules out of the page", async () => {
    const { page } = await open({ scene: "waiting" });
    const style = () =>
      page.getByRole("button", { name: "After" }).evaluate((button) => {
        button.setAttribute("class", "primary card note");
        return JSON.stringify(Object.entries(getComputedStyle(button)));
      });
    const withComponent = await style();
    await page.evaluate(() => document.querySelector("[data-calypso]")?.remove());
    expect(await page.evaluate(() => document.styleSheets.length + document.adoptedStyleSheets.length)).toBe(0);
    const strip = (text: string) => text.replace(/"\d+(\.\d+)?px[^"]*"/g, "");
    expect(strip(await style())).toBe(strip(withComponent));
  });

  it("uses the page's font and custom properties", async () => {
    const { page } = await open({ scene: "choose" });
    await page.addStyleTag({ content: "html { font-family: 'Courier New'; --calypso-accent: rgb(1, 2, 3); }" });
    const style = await page.getByTestId("continue").evaluate((button) => {
      const { backgroundColor, fontFamily } = getComputedStyle(button);
      return { backgroundColor, fontFamily };
    });
    expect(style).toEqual({ backgroundColor: "rgb(1, 2, 3)", fontFamily: '"Courier New"' });
  });

  const background = (page: Awaited<ReturnType<typeof open>>["page"]) =>
    page.getByTestId("calypso-payment").evaluate((card) => getComputedStyle(card).backgroundColor);

  it.each([
    ["light", "", "auto", "rgb(255, 255, 255)"],
    ["dark", "", "auto", "rgb(255, 255, 255)"],
    ["dark", "light dark", "auto", "rgb(21, 26, 34)"],
    ["light", "light dark", "auto", "rgb(255, 255, 255)"],
    ["light", "dark", "auto", "rgb(21, 26, 34)"],
    ["light", "", "dark", "rgb(21, 26, 34)"],
    ["dark", "light dark", "light", "rgb(255, 255, 255)"],
  ] as const)("shopper %s, page %j, theme %s", async (colorScheme, pageScheme, theme, expected) => {
    const { page } = await open({ scene: "waiting", theme }, { colorScheme });
    if (pageScheme) await page.addStyleTag({ content: `html { color-scheme: ${pageScheme}; }` });
    expect(await background(page)).toBe(expected);
  });
});
