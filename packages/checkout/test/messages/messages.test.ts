import { describe, expect, it } from "vitest";
import * as locales from "../../src/locales.ts";
import { fill } from "../../src/messages/fill.ts";
import { formatClock, formatDuration } from "../../src/messages/format-duration.ts";
import { formatFiat } from "../../src/messages/format-fiat.ts";
import type { Messages } from "../../src/messages/messages.ts";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
const catalogs = Object.values(locales) as Messages[];

describe("catalogs", () => {
  it("exist in eight languages, each under its own name", () => {
    expect(Object.keys(locales).sort()).toEqual(["ar", "de", "en", "es", "fr", "kk", "ru", "uk"]);
    for (const [name, { locale }] of Object.entries(locales)) expect(locale).toBe(name);
  });

  it.each(catalogs)("$locale has every message, with English's placeholders", (catalog) => {
    expect(Object.keys(catalog)).toEqual(Object.keys(locales.en));
    for (const [key, text] of Object.entries(catalog)) {
      expect(text.trim(), key).not.toBe("");
      expect(placeholders(text), key).toEqual(placeholders(locales.en[key as keyof Messages]));
    }
  });

  it.each(catalogs.filter(({ locale }) => locale !== "en"))("$locale has no English text", (catalog) => {
    const same = Object.entries(catalog).filter(([key, text]) => text === locales.en[key as keyof Messages]);
    expect(same.map(([key]) => key).filter((key) => !["dir", "amountChangedOk"].includes(key))).toEqual([]);
  });

  it("are right to left only in Arabic", () => {
    expect(catalogs.filter(({ dir }) => dir === "rtl").map(({ locale }) => locale)).toEqual(["ar"]);
  });
});

describe("fill", () => {
  it("fills in the given values only", () => {
    expect(fill("{a} of {b}, {c}", { a: "1", b: "$&" })).toBe("1 of $&, {c}");
  });
  it("isolates values in right-to-left text", () => {
    expect(fill("x {a} y", { a: "0xAB" }, "rtl")).toBe("x \u20680xAB\u2069 y");
  });
});

describe("formats", () => {
  it.each([
    ["28.90", "EUR", "en", "€28.90"],
    ["28.9", "EUR", "de", "28,90\u00a0€"],
    ["12345678901234567890.12", "USD", "en", "$12,345,678,901,234,567,890.12"],
    ["5", "NOPE", "en", "5 NOPE"],
  ])("%s %s in %s", (amount, currency, locale, text) => {
    expect(formatFiat(amount, currency, locale)).toBe(text);
  });
  it.each([
    [0, "0:00"],
    [59, "0:59"],
    [600, "10:00"],
    [3600, "1:00:00"],
    [10_799, "2:59:59"],
  ])("%i seconds on a clock", (seconds, text) => {
    expect(formatClock(seconds)).toBe(text);
  });
  it.each([
    [60, "en", "1 minute"],
    [300, "de", "5 Minuten"],
    [300, "ru", "5 минут"],
    [40, "en", "40 seconds"],
    [7200, "en", "2 hours"],
  ])("%i seconds in words", (seconds, locale, text) => {
    expect(formatDuration(seconds, locale)).toBe(text);
  });
});
