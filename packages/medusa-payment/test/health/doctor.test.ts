import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { suite } from "../support/suite";

const cli = new URL("../../.medusa/server/src/doctor/cli.js", import.meta.url).pathname;
const app = new URL("../app", import.meta.url).pathname;

/** Runs `calypso-doctor` in a folder. */
function doctor(cwd: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli], { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trimEnd();
      resolve({ code: error ? Number(error.code) : 0, lines: output.split("\n") });
    });
  });
}

await suite({
  name: "doctor",
  test: (bench) => {
    const run = () =>
      doctor(app, {
        DATABASE_URL: bench.databaseUrl,
        TS_NODE_TRANSPILE_ONLY: "true",
        TS_NODE_PROJECT: new URL("../../tsconfig.json", import.meta.url).pathname,
      });

    it("lists what is wrong and what to do, and exits with 1", async () => {
      const { lines, code } = await run();
      expect(code, lines.join("\n")).toBe(1);
      for (const name of ["credentials", "clock", "webhooks", "events", "reconcile", "backlog"]) {
        expect(lines.filter((line) => new RegExp(`^(ok|warn|fail) +${name} `).test(line))).toHaveLength(1);
      }
      expect(lines.find((line) => line.includes("webhooks"))).toMatch(/^fail.*create one/);
      expect(lines.find((line) => line.includes("reconcile"))).toMatch(/^warn.*worker/);
      expect(lines).toContainEqual(expect.stringContaining("5000 USDT_TRX"));
      expect(lines.at(-1)).toBe("5 ok, 1 warn, 1 fail");
      for (const secret of bench.secrets) expect(lines.join("\n")).not.toContain(secret);
    });

    it("exits with 0 once Calypso has a subscription", async () => {
      await bench.client.webhook.create({
        url: "https://relay.example/v1/webhooks/shop",
        notificationServiceTypes: ["INVOICE", "PAYOUT"],
      });
      const { lines, code } = await run();
      expect(lines.find((line) => line.includes("webhooks"))).toMatch(/^ok/);
      expect(code).toBe(0);
    });

    it("says so where no store is", async () => {
      expect(await doctor(tmpdir(), { NODE_PATH: "" })).toEqual({
        code: 1,
        lines: [expect.stringContaining("Medusa isn't installed here")],
      });
    });
  },
});
