import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorAnswer, errorKinds } from "../../src/error-answer.ts";

test("docs/relay-api.md lists every error with its status and Retry-After", () => {
  const page = readFileSync(new URL("../../../../docs/relay-api.md", import.meta.url), "utf8");
  const listed = [...page.matchAll(/^\| `(\w+)` \| (\d{3})( \+ `Retry-After`)? \|/gm)].map((row) => row.slice(1));
  const answered = (Object.keys(errorKinds) as (keyof typeof errorKinds)[]).map((code) => {
    const { status, headers } = errorAnswer(code, "");
    return [code, String(status), headers.has("retry-after") ? " + `Retry-After`" : undefined];
  });
  expect(listed).toEqual(answered);
});
