import { randomUUID } from "node:crypto";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import * as v from "valibot";
import { badRequest, conflict } from "../domain/emulator-error.ts";
import { repriced } from "../domain/invoice-amount.ts";
import {
  confirmDeposits,
  declineDeposits,
  holdDeposits,
  payInvoice,
  releaseDeposits,
} from "../domain/invoice-payments.ts";
import { archiveExpired } from "../domain/invoices.ts";
import { cancelPayout, completePayout, failPayout, stepPayout } from "../domain/payouts.ts";
import { chooseCurrency } from "../domain/widgets.ts";
import { faultSchema } from "../faults/fault.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Invoice, Payout } from "../store/entities.ts";
import { readNote, writeNote } from "../store/store.ts";
import { describeInvoice, describePayout, describeState } from "./describe.ts";
import { findByKey } from "./find-by-key.ts";
import { payAmount } from "./pay-amount.ts";
import { settingsSchema } from "./settings-schema.ts";

const flag = v.optional(
  v.union([
    v.boolean(),
    v.pipe(
      v.picklist(["true", "false", "on"]),
      v.transform((text) => text !== "false"),
    ),
  ]),
);

const payment = v.strictObject({
  amount: v.optional(v.string(), "exact"),
  confirm: flag,
  instant: flag,
  late: flag,
});

/** The request's JSON, or its form fields. @throws EmulatorError 400 when it doesn't fit the schema. */
async function input<S extends v.GenericSchema>(c: Context, schema: S): Promise<v.InferOutput<S>> {
  const form = c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded") ?? false;
  let fields: unknown;
  if (form) {
    const { back: _, ...rest } = (await c.req.parseBody()) as Record<string, unknown>;
    fields = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ""));
  } else {
    const body = await c.req.text();
    try {
      fields = body === "" ? {} : JSON.parse(body);
    } catch {
      throw badRequest("the body is not JSON");
    }
  }
  const result = v.safeParse(schema, fields);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw badRequest(`${v.getDotPath(issue) ?? "body"}: ${issue.message}`);
}

/** Answers JSON; a form without script is sent back to the page that it came from. */
async function answer(c: Context, result: unknown): Promise<Response> {
  if (c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    const { back } = (await c.req.parseBody()) as { back?: unknown };
    if (typeof back === "string" && /^\/(?!\/)/.test(back)) return c.redirect(back, 303);
  }
  return c.json(result as object);
}

const invoiceCommands: Record<string, (sandbox: Sandbox, invoice: Invoice) => Invoice> = {
  confirm: confirmDeposits,
  expire(sandbox, invoice) {
    if (invoice.state !== "PENDING_PAYMENT" && invoice.state !== "PENDING_INTERVENTION") {
      throw conflict(`the invoice is ${invoice.state} and can't expire`);
    }
    return archiveExpired(sandbox, invoice);
  },
  hold: holdDeposits,
  release: releaseDeposits,
  decline: declineDeposits,
};

const payoutCommands: Record<string, (sandbox: Sandbox, payout: Payout) => void> = {
  advance: (sandbox, payout) => stepPayout(sandbox, payout.id),
  complete: (sandbox, payout) => void completePayout(sandbox, payout),
  fail: (sandbox, payout) => void failPayout(sandbox, payout),
  cancel: (sandbox, payout) => void cancelPayout(sandbox, payout, null),
};

/** The control API below `/_emulator`: for tests and people, without authentication, open to every origin. */
export function createControlRoutes(sandbox: Sandbox, reset: () => void): Hono {
  const { store, clock, scheduler } = sandbox;
  const app = new Hono();
  app.use(cors());

  app.get("/state", (c) => c.json(describeState(sandbox)));
  app.get("/deliveries", (c) => c.json({ deliveries: store.deliveries.all().toReversed() }));

  app.post("/invoices/:key/pay", async (c) => {
    const { amount, ...options } = await input(c, payment);
    const invoice = repriced(sandbox, findByKey("invoice", store.invoices, c.req.param("key")));
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const paid = payInvoice(sandbox, invoice, { ...given, amount: payAmount(sandbox, invoice, amount) });
    return answer(c, describeInvoice(sandbox, paid));
  });

  for (const [name, command] of Object.entries(invoiceCommands)) {
    app.post(`/invoices/:key/${name}`, async (c) => {
      const invoice = findByKey("invoice", store.invoices, c.req.param("key"));
      return answer(c, describeInvoice(sandbox, command(sandbox, invoice)));
    });
  }

  app.post("/widgets/:key/choose", async (c) => {
    const { currency } = await input(c, v.strictObject({ currency: v.string() }));
    const widget = findByKey("payment widget", store.widgets, c.req.param("key"));
    return answer(c, describeInvoice(sandbox, chooseCurrency(sandbox, widget, currency)));
  });

  for (const [name, command] of Object.entries(payoutCommands)) {
    app.post(`/payouts/:key/${name}`, async (c) => {
      const { id } = findByKey("payout", store.payouts, c.req.param("key"));
      command(sandbox, store.payouts.get(id) as Payout);
      return answer(c, describePayout(sandbox, store.payouts.get(id) as Payout));
    });
  }

  app.post("/clock", async (c) => {
    const number = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer(), v.minValue(0));
    const { advanceMs } = await input(c, v.strictObject({ advanceMs: number }));
    await scheduler.advance(advanceMs);
    writeNote(store, "clock", clock.aheadMs);
    return answer(c, { nowMs: clock.nowMs(), clockAheadMs: clock.aheadMs });
  });

  app.post("/settings", async (c) => {
    const changes = await input(c, settingsSchema);
    Object.assign(sandbox.settings, changes);
    writeNote(store, "settings", { ...readNote<object>(store, "settings"), ...changes });
    return answer(c, sandbox.settings);
  });

  app.get("/faults", (c) => c.json({ faults: store.faults.all() }));
  app.post("/faults", async (c) => {
    const rule = await input(c, faultSchema);
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
