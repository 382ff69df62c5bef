import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { invoiceOutcome } from "@calypso-commerce/core";
import { root } from "@calypso-commerce/testkit/root";
import { describe, expect, test } from "vitest";

const read = (file: string) => readFileSync(join(root, file), "utf8");

/** The rows of all tables below a heading. */
function rowsBelow(file: string, heading: string): string[][] {
  const [, section = ""] = read(file).split(new RegExp(`^#+ ${heading}$`, "m"));
  return (section.split(/^#+ /m)[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[-|]+\|$/.test(line))
    .slice(1)
    .map((line) =>
      line
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

const codes = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

/** Names of an interface's properties. */
function optionNames(source: string, name: string): string[] {
  const [, body = ""] =
    new RegExp(`export interface ${name}(?:<[^>]+>)?(?: extends \\w+)? \\{\\n([\\s\\S]*?)^\\}`, "m").exec(source) ?? [];
  return [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??:/gm)].map(([, option = ""]) => option);
}

test("core's README lists exactly the client's options", () => {
  const options = optionNames(read("packages/core/src/client/calypso-client-options.ts"), "CalypsoClientOptions");
  const documented = rowsBelow("packages/core/README.md", "Options").flatMap(([cell]) => codes(cell));
  expect(documented.sort()).toEqual(options.sort());
});

test("the checkout's README lists exactly the component's properties", () => {
  const properties = [
    ...optionNames(read("packages/checkout/src/react/calypso-payment.tsx"), "CalypsoPaymentProps"),
    ...optionNames(read("packages/checkout/src/react/ui/frame.tsx"), "AppearanceProps"),
  ];
  const documented = rowsBelow("packages/checkout/README.md", "Use").flatMap(([cell]) => codes(cell));
  expect(properties.length).toBeGreaterThan(8);
  expect(documented.sort()).toEqual(properties.sort());
});

describe("the emulator's README", () => {
  const README = "packages/emulator/README.md";

  test("lists exactly the settings", () => {
    const settings = optionNames(read("packages/emulator/src/settings.ts"), "Settings");
    const documented = rowsBelow(README, "Settings").flatMap(([cell = ""]) => codes(cell.split(":")[0]));
    expect(settings.length).toBeGreaterThan(10);
    expect(documented.sort()).toEqual(settings.sort());
  });

  test("lists exactly the faults", () => {
    const source = read("packages/emulator/src/faults/fault.ts");
    const kinds = [...source.matchAll(/kind: v\.literal\("([\w-]+)"\)/g)].map(([, kind = ""]) => kind);
    const documented = rowsBelow(README, "Faults").map(([cell]) => codes(cell)[0]);
    expect(kinds.length).toBeGreaterThan(8);
    expect(documented.sort()).toEqual(kinds.sort());
  });

  test("lists exactly the flags", () => {
    const source = read("packages/emulator/src/cli.ts");
    const flags = [...source.matchAll(/\.option\("(?:-\w, )?(--[\w-]+)/g)].map(([, flag = ""]) => flag);
    const documented = rowsBelow(README, "@calypso-commerce/emulator").flatMap(([cell]) =>
      codes(cell).filter((code) => code.startsWith("--")),
    );
    expect(flags.length).toBeGreaterThan(3);
    expect(documented.sort()).toEqual(flags.sort());
  });

  test("lists all routes of the control API", () => {
    const files = globSync("packages/emulator/src/control/*.ts", { cwd: root });
    const routes = files.flatMap((file) =>
      [...read(file).matchAll(/app\.(?:get|post|delete)\("\/([\w-]+)/g)].map(([, folder = ""]) => folder),
    );
    const documented = rowsBelow(README, "The control API").flatMap(([cell = ""]) =>
      [...cell.matchAll(/\/([\w-]+)/g)].map(([, word = ""]) => word),
    );
    expect([...new Set(routes)].filter((folder) => !documented.includes(folder))).toEqual([]);
  });
});

test("money.md lists exactly the reasons for attention", () => {
  const [, union = ""] =
    /export type Attention =([\s\S]*?);/.exec(read("packages/medusa-payment/src/modules/ledger/types.ts")) ?? [];
  const attentions = [...union.matchAll(/"(\w+)"/g)].map(([, word = ""]) => word);
  const documented = rowsBelow("docs/money.md", "When the amount or the time is wrong").flatMap(([cell]) =>
    codes(cell),
  );
  expect(documented.sort()).toEqual(attentions.sort());
});

const paid = { none: "0", some: "5", "too little": "5", "too much": "15", all: "10", any: "10" } as const;

test("money.md has core's outcome for each state", () => {
  const rows = rowsBelow("docs/money.md", "What a payment can be");
  expect(rows.length).toBeGreaterThan(9);
  for (const [state, money = "", outcome] of rows) {
    const totalDebitAmount = paid[money as keyof typeof paid] ?? paid.all;
    for (const each of codes(state)) {
      const read = invoiceOutcome({ state: each as "PAID", totalDebitAmount, amount: "10" });
      expect([each, money, read.outcome]).toEqual([each, money, codes(outcome)[0]]);
    }
  }
});

test("routes.md lists exactly the plugin's routes", () => {
  const folder = join(root, "packages/medusa-payment/src/api");
  const routes = globSync("**/route.ts", { cwd: folder }).flatMap((file) => {
    const methods = readFileSync(join(folder, file), "utf8").match(/\b(GET|POST|DELETE)\b/g) ?? [];
    const path = file.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, ":$1");
    return [...new Set(methods)].map((method) => `${method} /${path}`);
  });
  expect(routes.length).toBeGreaterThan(20);
  const documented = ["For Calypso and the relay", "For the storefront", "For Admin"].flatMap((heading) =>
    rowsBelow("docs/routes.md", heading).flatMap(([route]) => codes(route)),
  );
  expect(documented.sort()).toEqual(routes.sort());
});

test("routes.md names the permission of every admin route", () => {
  const source = read("packages/medusa-payment/src/api/admin-routes.ts");
  const constants = Object.fromEntries(
    [...source.matchAll(/^const (\w+) = "([^"]+)";$/gm)].map(([, name, path]) => [name, path]),
  );
  const permissions = [
    ...source.matchAll(/method: "(\w+)", path: (?:["`]?)([^,"`]+?)(?:["`]?), permission: (?:null|"(\w+)")/g),
  ].map(([, method, path = "", permission = ""]) => [
    `${method} ${path.replace(/^(?:\$\{)?([A-Z]+)\}?/, (_, name: string) => constants[name] ?? name)}`,
    permission,
  ]);
  const documented = rowsBelow("docs/routes.md", "For Admin").map(([route, permission]) => [
    codes(route)[0],
    codes(permission)[0] ?? "",
  ]);
  expect(documented.sort()).toEqual(permissions.sort());
});

test("events.md lists exactly the plugin's events", () => {
  const source = read("packages/medusa-payment/src/refunds/events.ts");
  const events = [...source.matchAll(/: "(calypso\.[\w.]+)"/g)].map(([, name]) => name);
  const documented = rowsBelow("docs/events.md", "Events of the plugin")
    .map(([cell]) => codes(cell)[0])
    .filter((name) => name?.startsWith("calypso."));
  expect(events.length).toBeGreaterThan(5);
  expect(documented.sort()).toEqual(events.sort());
});
