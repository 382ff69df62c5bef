import { expect, inject, it } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The runtime that this project is meant to run in. */
    runtime: "node" | "workerd" | "chromium";
  }
}

const userAgents = { node: /^Node\.js\//, workerd: /^Cloudflare-Workers$/, chromium: /Chrome\// };

it("runs where it says", () => {
  expect(navigator.userAgent).toMatch(userAgents[inject("runtime")]);
});
