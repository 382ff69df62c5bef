import { expect, inject, it } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** The runtime of this project. */
    runtime: "node" | "workerd" | "chromium";
  }
}

const userAgents = { node: /^Node\.js\//, workerd: /^Cloudflare-Workers$/, chromium: /Chrome\// };

it("runs in the runtime that the project names", () => {
  expect(navigator.userAgent).toMatch(userAgents[inject("runtime")]);
});
