import { expect, test } from "vitest";
import { codeBlock } from "./code-blocks.ts";
import { runTypeScript } from "./run-typescript.ts";

test("the emulator's example makes an invoice, pays it, and sees it paid", async () => {
  const example = codeBlock("packages/emulator/README.md", "import { createCalypsoClient }");
  const printed = await runTypeScript("emulator", `${example}\nconsole.log(state);`, {});
  expect(["PAID", "COMPLETED"]).toContain(printed.trim());
});
