import { type ChildProcess, spawn } from "node:child_process";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterEach, describe, expect, it } from "vitest";

const cli = new URL("../../src/cli.ts", import.meta.url).pathname;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function run(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["--experimental-strip-types", cli, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const output = { text: "", error: "" };
  child.stdout.on("data", (chunk: Buffer) => {
    output.text += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.error += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, output, ended };
}

describe("calypso-emulator", () => {
  it("prints its keys, account and control page, and stops on SIGTERM", async () => {
    const { child, output, ended } = run(["--port", "0"], { CALYPSO_ACCOUNT: "0xabc" });
    await waitUntil("the account", () => output.text.includes("Account"));
    const [, url] = /Control page\s+(\S+)/.exec(output.text) ?? [];
    expect(output.text).toMatch(/API public key\s+[0-9a-f]{32}\n/);
    expect(output.text).toMatch(/API secret key\s+[0-9a-f]{64}\n/);
    expect(output.text).toMatch(/Account\s+0xabc\n/);
    expect((await fetch(url as string)).status).toBe(200);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
  });

  it("reports invalid options in one sentence", async () => {
    const blank = run(["--port", "0"], { CALYPSO_SECRET_KEY: " " });
    expect(await blank.ended).toBe(1);
    expect(blank.output.error).toContain("secretKey must not be blank");
    const port = run(["--port", "eighty"]);
    expect(await port.ended).toBe(1);
    expect(port.output.error).toContain("must be a number");
  });
});
