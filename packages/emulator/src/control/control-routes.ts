import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { cors } from "hono/cors";
import * as v from "valibot";
import { faultSchema } from "../faults/fault.ts";
import type { Sandbox } from "../sandbox.ts";
import { readNote, writeNote } from "../store/store.ts";
import { createAccountControls } from "./account-controls.ts";
import { describeState } from "./describe-state.ts";
import { createPaymentControls } from "./payment-controls.ts";
import { answer, readInput } from "./read-input.ts";
import { settingsSchema } from "./settings-schema.ts";

const advance = v.strictObject({
  advanceMs: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer(), v.minValue(0)),
});

/** The control API under `/_emulator`, for tests and people: without authentication, open to every origin. */
export function createControlRoutes(sandbox: Sandbox, reset: () => void): Hono {
  const { store, clock, scheduler } = sandbox;
  const app = new Hono();
  app.use(cors());

  app.get("/state", (c) => c.json(describeState(sandbox)));
  app.get("/deliveries", (c) => c.json({ deliveries: store.deliveries.all().toReversed() }));
  app.route("/", createPaymentControls(sandbox));
  app.route("/", createAccountControls(sandbox));

  app.post("/clock", async (c) => {
    const { advanceMs } = await readInput(c, advance);
    await scheduler.advance(advanceMs);
    writeNote(store, "clock", clock.aheadMs);
    return answer(c, { nowMs: clock.nowMs(), clockAheadMs: clock.aheadMs });
  });

  app.get("/settings", (c) => c.json(sandbox.settings));
  app.post("/settings", async (c) => {
    const changes = await readInput(c, settingsSchema);
    Object.assign(sandbox.settings, changes);
    writeNote(store, "settings", { ...readNote<object>(store, "settings"), ...changes });
    return answer(c, sandbox.settings);
  });

  app.get("/faults", (c) => c.json({ faults: store.faults.all() }));
  app.post("/faults", async (c) => {
    const rule = await readInput(c, faultSchema);
    return answer(c, store.faults.insert({ ...rule, id: randomUUID() }));
  });
  app.post("/faults/clear", (c) => {
    store.faults.clear();
    return answer(c, { faults: [] });
  });
  app.delete("/faults/:id", (c) => {
    store.faults.remove(c.req.param("id"));
    return c.json({ faults: store.faults.all() });
  });

  app.post("/reset", (c) => {
    reset();
    return answer(c, { reset: true });
  });

  return app;
}
