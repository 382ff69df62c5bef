import { expect, test } from "vitest";
import { formatTable } from "../../src/cli/print-result.ts";

test("formats a list as a table with its other fields below", () => {
  const result = {
    deliveries: [
      { id: "evt_1", entity: { kind: "invoice", id: "7" }, attempts: 12, lastResult: null },
      { id: "evt_20", entity: { kind: "payout", id: "8" }, attempts: 1, lastResult: "500" },
    ],
    cursor: "12.3",
  };
  const columns = ["id", "entity", "attempts", "lastResult"];
  expect(formatTable(result, { list: "deliveries", columns })).toBe(
    `
ID      ENTITY              ATTEMPTS  LASTRESULT
evt_1   kind invoice, id 7  12        -
evt_20  kind payout, id 8   1         500
cursor: 12.3`.trim(),
  );
});

test("formats other results as one row for each field", () => {
  expect(formatTable({ store: "acme", closedAt: null, keys: [{ publicKey: "a" }, { publicKey: "b" }] })).toBe(
    `
store     acme
closedAt  -
keys      publicKey a; publicKey b`.trim(),
  );
});
