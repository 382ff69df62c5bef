import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitUntil } from "@calypso-commerce/testkit/wait-until";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createEmulator } from "../../src/index.ts";
import { createMerchant } from "../support/merchant.ts";
import { createReceiver } from "../support/receiver.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "calypso-emulator-"));
});
afterAll(() => rm(folder, { recursive: true }));

const children: ChildProcess[] = [];
afterEach(() => Promise.all(children.splice(0).map(kill)));

/** Starts an emulator in a process that a test can kill. */
async function spawnEmulator(file: string): Promise<{ child: ChildProcess; url: string; printed: string }> {
  const script = `
    const { createEmulator } = await import(${JSON.stringify(new URL("../../src/index.ts", import.meta.url).href)});
    const emulator = await createEmulator({ persistFile: ${JSON.stringify(file)}, timeScale: 1 });
    process.stdout.write(JSON.stringify(emulator) + "\\n");`;
  const child = spawn(process.execPath, ["--experimental-strip-types", "--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  let printed = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    printed += chunk;
  });
  await waitUntil("the emulator", () => printed.endsWith("\n"));
  return { child, printed, url: JSON.parse(printed).url };
}

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await ended;
};

describe("an emulator with a file", () => {
  it("keeps keys, invoices, clock and due webhooks after kill -9", async () => {
    const file = join(folder, "killed.jsonl");
    const receiver = await createReceiver((_, count) => (count === 1 ? 500 : 200));
    const first = await spawnEmulator(file);
    const merchant = createMerchant(JSON.parse(first.printed));
    await merchant.control("/clock", { advanceMs: 60_000 });
    await merchant.ok("/subscription/webhook/create", {
      requestId: randomUUID(),
      notificationServiceTypes: ["INVOICE"],
      url: receiver.url,
    });
    const invoice = await merchant.newInvoice();
    await waitUntil("the refused webhook", () => receiver.received.length === 1);
    await merchant.control(`/invoices/${invoice.id}/pay`, { confirm: false });
    await kill(first.child);

    const second = await spawnEmulator(file);
    const again = createMerchant(JSON.parse(second.printed));
    expect(JSON.parse(second.printed)).toMatchObject({ ...JSON.parse(first.printed), url: second.url });
    expect(await again.ok("/invoice", { id: invoice.id })).toEqual({
      ...invoice,
      state: "MEM_POOL_FOUND",
      lastDepositHash: expect.any(String),
    });
    expect((await again.look("/_emulator/state")).json.clockAheadMs).toBeGreaterThanOrEqual(60_000);
    await again.control("/clock", { advanceMs: 31_000 });
    expect(receiver.types().filter((type) => type === "INVOICE_CREATE_INVOICE")).toHaveLength(2);
    await kill(second.child);
    await receiver.close();
  });

  it("resends a webhook that was in flight when it was killed", async () => {
    const file = join(folder, "under-way.jsonl");
    // The first request is never answered.
    const receiver = await createReceiver((_, count) => (count === 1 ? undefined : 200));
    const first = await spawnEmulator(file);
    const merchant = createMerchant(JSON.parse(first.printed));
    const subscription = { notificationServiceTypes: ["INVOICE"], url: receiver.url };
    await merchant.ok("/subscription/webhook/create", subscription);
    await merchant.newInvoice();
    await waitUntil("the webhook", () => receiver.received.length === 1);
    await kill(first.child);
    await spawnEmulator(file);
    await waitUntil("the webhook again", () => receiver.received.length === 2);
    expect(receiver.received[1]?.body).toBe(receiver.received[0]?.body);
    await receiver.close();
  });

  it("ignores a truncated last line and refuses a damaged file", async () => {
    const file = join(folder, "cut.jsonl");
    const before = await createEmulator({ persistFile: file });
    const invoice = await createMerchant(before).newInvoice();
    await before.close();
    const whole = await readFile(file, "utf8");
    await writeFile(file, `${whole}[["invoices","x",{"id":`);
    const after = await createEmulator({ persistFile: file });
    expect(await createMerchant(after).ok("/invoice", { id: invoice.id })).toEqual(invoice);
    await after.close();
    await writeFile(file, `not an emulator's file\n${whole}`);
    await expect(createEmulator({ persistFile: file })).rejects.toThrow("line 1 can't be read");
  });
});
