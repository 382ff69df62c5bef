import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { root } from "@calypso-commerce/testkit/root";
import { describe, expect, test } from "vitest";
import { pages } from "../support/code-blocks.ts";

const withoutCode = (markdown: string) => markdown.replace(/^ *```[\s\S]*?^ *```$/gm, "").replace(/`[^`\n]*`/g, "code");

/** Targets of links and images within the repository. */
function linksOf(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/i.test(target));
}

/** GitHub's anchors of a page's headings. */
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

/** Why a link is dead; undefined if it works. */
function problemOf(file: string, target: string): string | undefined {
  const [path = "", anchor] = target.split("#", 2);
  const to = path === "" ? file : normalize(join(dirname(file), decodeURIComponent(path)));
  if (relative(root, join(root, to)).startsWith("..")) return `${target} is outside the repository`;
  if (!existsSync(join(root, to))) return `${target} does not exist`;
  if (!anchor) return undefined;
  if (!to.endsWith(".md")) return undefined;
  return anchorsOf(readFileSync(join(root, to), "utf8")).has(anchor) ? undefined : `${target} has no such heading`;
}

describe("links", () => {
  test.each(pages)("of %s work", (file) => {
    const links = linksOf(readFileSync(join(root, file), "utf8"));
    expect(links.map((target) => problemOf(file, target)).filter((dead) => dead !== undefined)).toEqual([]);
  });

  test("that are dead are found", () => {
    expect(linksOf("[a](gone.md) `[b](c)` [d](https://example.com)")).toEqual(["gone.md"]);
    expect(problemOf("README.md", "docs/gone.md")).toContain("does not exist");
    expect(problemOf("README.md", "docs/architecture.md#no-such-heading")).toContain("no such heading");
    expect(problemOf("README.md", "../outside.md")).toContain("outside the repository");
    expect(problemOf("README.md", "docs/architecture.md#where-is-what")).toBeUndefined();
  });
});

test("the places in architecture.md contain the named code", () => {
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
