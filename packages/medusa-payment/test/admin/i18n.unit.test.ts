import { describe, expect, it } from "vitest";
import resources from "../../src/admin/i18n";

type Tree = { [key: string]: string | Tree };

const leaves = (tree: Tree, path = ""): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as [string, string]] : leaves(value, `${path}${key}.`),
  );

const places = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

describe("translations", () => {
  const english = new Map(leaves(resources.en.calypso));

  it.each(Object.entries(resources))("have every text in %s, with the same placeholders", (_, { calypso }) => {
    const words = new Map(leaves(calypso));
    expect([...words.keys()]).toEqual([...english.keys()]);
    for (const [key, text] of words) {
      expect(text.trim(), key).not.toBe("");
      expect(places(text), key).toEqual(places(english.get(key) ?? ""));
    }
  });
});
