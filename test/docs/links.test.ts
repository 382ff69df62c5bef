import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import { describe, expect, test } from "vitest";
import { pages } from "../support/code-blocks.ts";

const withoutCode = (markdown: string) => markdown.replace(/^ *```[\s\S]*?^ *```$/gm, "").replace(/`[^`\n]*`/g, "code");

/** Links and pictures that lead into the repository. */
function linksOf(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

/** What GitHub calls the headings of a page. */
function anchorsOf(markdown: string): Set<string> {
  const seen = new Map<string, number>();
  const anchors = new Set<string>();
  for (const [, heading = ""] of markdown.replace(/^ *```[\s\S]*?^ *```$/gm, "").matchAll(/^#{1,6} +(.+?) *#*$/gm)) {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[`*]/g, "");
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}

/** Why a link is dead, or undefined. */
function deadness(file: string, target: string): string | undefined {
  const [path = "", anchor] = target.split("#", 2);
  const to = path === "" ? file : normalize(join(dirname(file), decodeURIComponent(path)));
  if (relative(root, join(root, to)).startsWith("..")) return `${target} leads out of the repository`;
  if (!existsSync(join(root, to))) return `${target} leads nowhere`;
  if (!anchor) return undefined;
  if (!to.endsWith(".md")) return undefined;
  return anchorsOf(readFileSync(join(root, to), "utf8")).has(anchor) ? undefined : `${target} names no heading`;
}

describe("links", () => {
  test.each(pages)("of %s lead somewhere", (file) => {
    const links = linksOf(readFileSync(join(root, file), "utf8"));
    expect(links.map((target) => deadness(file, target)).filter((dead) => dead !== undefined)).toEqual([]);
  });

  test("that are dead are noticed", () => {
    expect(linksOf("[a](gone.md) `[b](c)` [d](https://example.com)")).toEqual(["gone.md"]);
    expect(deadness("README.md", "docs/gone.md")).toContain("nowhere");
    expect(deadness("README.md", "docs/architecture.md#no-such-heading")).toContain("no heading");
    expect(deadness("README.md", "../outside.md")).toContain("out of the repository");
    expect(deadness("README.md", "docs/architecture.md#where-is-what")).toBeUndefined();
  });
});

test("each of the places that architecture.md names is a file with what the table says", () => {
  const text = readFileSync(join(root, "docs/architecture.md"), "utf8");
  const said: [string, string][] = [
    ["verify-signature.ts", "verify("],
    ["verify-request.ts", "new Webhook("],
    ["place-order.ts", "completeCartWorkflowId"],
    ["capture-payment.ts", "capturePaymentWorkflowId"],
    ["submit-payout.ts", "payout.create("],
    ["models/payout.ts", "unique: true"],
    ["inbox.ts", "transactionSync"],
  ];
  for (const [name, code] of said) {
    const [, target] = new RegExp(`\\[${name.replace(/[.]/g, "\\.")}\\]\\(([^)]+)\\)`).exec(text) ?? [];
    expect(target, `architecture.md has no link called ${name}`).toBeDefined();
    expect(readFileSync(join(root, "docs", target ?? ""), "utf8"), `${name} has no ${code}`).toContain(code);
  }
});
