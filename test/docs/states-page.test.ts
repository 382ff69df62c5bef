import { expect, test } from "vitest";
import { statesPage } from "./states-page.ts";

test("docs/states.md is up to date with core's tables and the screens' texts", async () => {
  const page = statesPage();
  expect(page).not.toContain("undefined");
  await expect(page).toMatchFileSnapshot("../../docs/states.md");
});
