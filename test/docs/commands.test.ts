import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Child, startChild } from "@calypso-commerce/testkit/child";
import { freePort } from "@calypso-commerce/testkit/free-port";
import { root, testResults } from "@calypso-commerce/testkit/root";
import { tempFolder } from "@calypso-commerce/testkit/temp-folder";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, afterEach, expect, test } from "vitest";

// Runs the commands of README and docs in a shell, as a reader would.
const logDir = testResults("commands");
rmSync(logDir, { recursive: true, force: true });

const work = tempFolder("commands");
afterAll(work.remove);

const running: Child[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) await child.stop();
});

/** Runs a command of a page. `filled` replaces its placeholders. */
function type(command: string, filled: Record<string, string> = {}, env: Record<string, string> = {}, cwd = root) {
  const line = Object.entries(filled).reduce((text, [placeholder, value]) => text.replace(placeholder, value), command);
  const child = startChild({
    name: command,
    command: "bash",
    args: ["-c", `exec ${line}`],
    cwd,
    env: { ...withoutTestRunner, ...env },
    logFile: join(logDir, `${command.replace(/\W+/g, "-")}.log`),
  });
  running.push(child);
  return child;
}

const withoutTestRunner = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(npm_|pnpm_|INIT_CWD$|NODE_OPTIONS$|NODE_ENV$|VITEST|TEST$)/.test(name))
    .filter((name) => !/^npm_config_(registry|cache|userconfig|globalconfig)$/i.test(name))
    .map((name) => [name, undefined]),
);

const printed = (child: Child) => readFileSync(child.logFile, "utf8");

/** Waits until the output has a matching line. */
const line = (child: Child, pattern: RegExp, timeoutMs = 120_000) =>
  waitUntil(`${child.name} prints ${pattern}`, () => pattern.exec(printed(child)) ?? undefined, {
    timeoutMs,
    giveUp: () => child.ended(),
  });

async function ports(...names: string[]): Promise<Record<string, string>> {
  const chosen: Record<string, string> = {};
  for (const name of names) chosen[name] = `${await freePort()}`;
  return chosen;
}

const stackPorts = () => ports("STORE_PORT", "STOREFRONT_PORT", "RELAY_PORT", "EMULATOR_PORT");

test("demo --once prints its result as JSON", async () => {
  const child = type("npm run demo -- --once", {}, await stackPorts());
  expect(await child.exited, printed(child)).toBe(0);
  const result = JSON.parse(printed(child).trimEnd().split("\n").at(-1) ?? "");
  expect(result).toMatchObject({
    order: expect.stringMatching(/^order_/),
    refund: expect.stringMatching(/^crefund_/),
    payout: "COMPLETED",
    claim: { state: "completed" },
  });
});

test("the demo prints addresses that answer until Ctrl-C", async () => {
  const chosen = await stackPorts();
  const child = type("npm run demo", {}, chosen);
  await line(child, /Ctrl-C stops everything/, 240_000);
  const addresses = [...printed(child).matchAll(/^ {2}\w.* (http:\S+)$/gm)].map(([, url = ""]) => url);
  expect(addresses).toHaveLength(4);
  for (const url of addresses) expect([url, (await fetch(url)).status]).toEqual([url, 200]);
  child.kill("SIGINT");
  await child.exited;
  for (const url of addresses) await expect(fetch(url)).rejects.toThrow();
});

test.each([
  ["npm run demo -- --help", 0, /--storefront-url http/],
  ["npm run demo -- --wrong", 2, /^Unknown option '--wrong'\. See npm run demo -- --help\.$/m],
  ["npm run demo -- --storefront-url shop", 2, /^--storefront-url must be an address/m],
])("%s answers in words and starts nothing", async (command, code, words) => {
  const child = type(command);
  expect(await child.exited, printed(child)).toBe(code);
  expect(printed(child)).toMatch(words);
  expect(printed(child)).not.toMatch(/^\s+at /m);
});

test.each(["npm run relay -- --port P --state DIR", "npm run relay -- --port 8787 --state ./relay-state"])(
  "%s runs the relay",
  async (command) => {
    const port = `${await freePort()}`;
    const keys = { RELAY_ADMIN_TOKEN: "0123456789abcdef", RELAY_MASTER_KEY: Buffer.alloc(32, 7).toString("base64") };
    const filled = {
      " P ": ` ${port} `,
      "8787": port,
      DIR: join(work.path, "state"),
      "./relay-state": join(work.path, "state"),
    };
    const child = type(command, filled, keys);
    await line(child, /^relay: http/m);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  },
);

test("the emulator prints its keys, account and control page", async () => {
  const port = `${await freePort()}`;
  const child = type("npm run emulator -- --port P", { "--port P": `--port ${port}` });
  await line(child, /API public key/);
  await line(child, /Account/);
  const [, page = ""] = await line(child, /Control page\s+(\S+)/);
  expect(page).toContain(port);
  expect((await fetch(page)).status).toBe(200);
});

test("a single test file runs", async () => {
  const folder = join(root, "packages/core");
  const child = type(
    "npx pnpm@12.21.0 exec vitest run <path>",
    { "npx ": "npx --yes ", "<path>": "test/money" },
    {},
    folder,
  );
  expect(await child.exited, printed(child)).toBe(0);
  expect(printed(child)).toMatch(/Tests .*passed/);
});

test("relay:ctl prints its help", async () => {
  const child = type("npm run relay:ctl -- --help");
  expect(await child.exited, printed(child)).toBe(0);
  expect(printed(child)).toContain("stores connect");
});

test("the command for a master key prints 32 bytes", async () => {
  const child = type("openssl rand -base64 32");
  expect(await child.exited).toBe(0);
  expect(Buffer.from(printed(child).trim(), "base64")).toHaveLength(32);
});

test("installing again does not change the lockfile", async () => {
  const lockfile = () => readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  const before = lockfile();
  const child = type("npx pnpm@12.21.0 install", { "npx ": "npx --yes " }, { CI: "true" });
  expect(await child.exited, printed(child)).toBe(0);
  expect(lockfile()).toBe(before);
});

test("npm test refuses an unknown part and lists the known ones", async () => {
  const child = type("npm test -- nothing");
  expect(await child.exited).toBe(1);
  const [, names = ""] = /the parts are (.+)$/m.exec(printed(child)) ?? [];
  const contributing = readFileSync(join(root, "docs/contributing.md"), "utf8");
  expect(names).toContain("core");
  expect(contributing).toContain(names);
});
