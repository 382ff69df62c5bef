import { Hono } from "hono";
import { html } from "hono/html";
import { findByKey } from "../control/find-by-key.ts";
import { EmulatorError } from "../domain/emulator-error.ts";
import { repriceInvoice } from "../domain/invoices/amounts.ts";
import { chooseCurrency } from "../domain/invoices/widgets.ts";
import type { Sandbox } from "../sandbox.ts";
import { controlPage } from "./control-page.ts";
import { invoicePage } from "./invoice-page.ts";
import { layout } from "./layout.ts";
import { liveScript } from "./live-script.ts";
import { onrampPage } from "./onramp-page.ts";
import { onrampWidget, orderFromOnramp, readOnrampLink } from "./onramp-widget.ts";
import { style } from "./style.ts";
import { widgetPage } from "./widget-page.ts";

/** The pages: pay pages at the vendor's paths, and the control page. */
export function createPageRoutes(sandbox: Sandbox): Hono {
  const { store } = sandbox;
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    c.header("content-security-policy", "default-src 'self'; img-src 'self' data:; base-uri 'none'");
    c.header("cache-control", "no-store");
  });
  app.onError((error, c) => {
    if (!(error instanceof EmulatorError)) throw error;
    return c.html(
      layout("Not possible", html`<section><h1>Not possible</h1><p>${error.message}</p></section>`),
      error.status,
    );
  });

  app.get("/_emulator", (c) => c.html(controlPage(sandbox)));
  app.get("/_emulator/style.css", (c) => c.body(style, 200, { "content-type": "text/css" }));
  app.get("/_emulator/live.js", (c) => c.body(liveScript, 200, { "content-type": "text/javascript" }));

  app.get("/invoice/:key", (c) => {
    const invoice = findByKey("invoice", store.invoices, c.req.param("key"));
    // Opening the page recomputes the amount; its refreshes every few seconds don't.
    return c.html(invoicePage(sandbox, repriceInvoice(sandbox, invoice, c.req.header("x-live") === undefined)));
  });

  app.get("/pay", (c) => {
    const widget = findByKey("payment widget", store.widgets, c.req.query("widgetKey") ?? "");
    return c.html(widgetPage(sandbox, widget));
  });
  app.post("/pay", async (c) => {
    const widget = findByKey("payment widget", store.widgets, c.req.query("widgetKey") ?? "");
    const { currency } = await c.req.parseBody();
    const invoice = chooseCurrency(sandbox, widget, String(currency));
    return c.redirect(`/invoice/${invoice.idempotencyKey}`, 303);
  });

  app.get("/onramp", (c) => c.html(onrampWidget(readOnrampLink(sandbox, c.req.query()), c.req.url)));
  app.post("/onramp", async (c) => {
    const { method, amount } = await c.req.parseBody();
    const order = orderFromOnramp(sandbox, readOnrampLink(sandbox, c.req.query()), String(method), String(amount));
    return c.redirect(`/onramp/${order.id}`, 303);
  });
  app.get("/onramp/:id", (c) => c.html(onrampPage(findByKey("fiat order", store.fiatOrders, c.req.param("id")))));

  return app;
}
