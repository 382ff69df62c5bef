import { expect, test } from "vitest";
import { codeBlock } from "../support/code-blocks.ts";
import { runTypescript } from "../support/run-typescript.ts";

test("the example creates an invoice and pays it", async () => {
  const example = codeBlock("packages/emulator/README.md", "import { createCalypsoClient }");
  const printed = await runTypescript("emulator", `${example}\nconsole.log(state);`, {});
  expect(["PAID", "COMPLETED"]).toContain(printed.trim());
});
