import { type Json, suite } from "../support/suite";

type Doctor = { default: (args: Json) => Promise<void> };

await suite({
  name: "doctor",
  test: (bench) => {
    /** As `medusa exec` runs it: with the application's container, and its output on standard output. */
    async function doctor(): Promise<{ lines: string[]; exitCode: unknown }> {
      const written: string[] = [];
      const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
        written.push(String(text));
        return true;
      });
      const before = process.exitCode;
      process.exitCode = undefined;
      try {
        await bench.built<Doctor>("doctor").default({ container: bench.container, args: [] });
        return { lines: written.join("").trimEnd().split("\n"), exitCode: process.exitCode };
      } finally {
        process.exitCode = before;
        write.mockRestore();
      }
    }

    it("says what is wrong and what to do, and ends with 1 if payments can't arrive", async () => {
      const { lines, exitCode } = await doctor();
      expect(exitCode).toBe(1);
      for (const name of ["credentials", "clock", "webhooks", "events", "reconcile", "backlog"]) {
        expect(lines.filter((line) => new RegExp(`^(ok|warn|fail) +${name} `).test(line))).toHaveLength(1);
      }
      expect(lines.find((line) => line.includes("webhooks"))).toMatch(/^fail.*create one/);
      expect(lines.find((line) => line.includes("reconcile"))).toMatch(/^warn.*worker/);
      expect(lines).toContainEqual(expect.stringContaining("5000 USDT_TRX"));
      for (const secret of bench.secrets) expect(lines.join("\n")).not.toContain(secret);
    });

    it("ends well once there is a subscription", async () => {
      await bench.client.webhook.create({
        url: "https://relay.example/v1/webhooks/shop",
        notificationServiceTypes: ["INVOICE", "PAYOUT"],
      });
      const { lines, exitCode } = await doctor();
      expect(lines.find((line) => line.includes("webhooks"))).toMatch(/^ok/);
      expect(exitCode).toBeUndefined();
    });
  },
});
