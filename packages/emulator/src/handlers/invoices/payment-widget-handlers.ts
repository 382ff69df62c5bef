import { cryptoCurrencies } from "../../chain/currencies.ts";
import { isActive } from "../../domain/account/require-active.ts";
import { badRequest, unknownObject } from "../../domain/emulator-error.ts";
import { archiveWidget, createWidget } from "../../domain/invoices/widgets.ts";
import { formatWidget } from "../../formatters/format-widget.ts";
import { pageOf, sorted } from "../../formatters/page-of.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Widget } from "../../store/entities.ts";
import { parseDate } from "../../wire/dates.ts";
import { createOnce } from "../create-once.ts";
import type { Handlers } from "../handler.ts";
import { knownCrypto, knownFiat } from "../known-currency.ts";
import { requestDigest } from "../request-digest.ts";

interface WidgetRequest {
  readonly description: string;
  readonly cryptoCurrencies?: readonly string[] | undefined;
  readonly fiatAmount?: string | undefined;
  readonly fiatCurrency?: string | undefined;
  readonly expiration?: string | undefined;
  readonly idempotencyKey?: string | undefined;
  readonly externalId?: string | undefined;
  readonly returnUrl?: string | undefined;
  readonly logoUrl?: string | undefined;
  readonly supportUrl?: string | undefined;
}

function create(type: Widget["type"]) {
  return (sandbox: Sandbox, request: WidgetRequest): Record<string, unknown> => {
    const codes = request.cryptoCurrencies ?? [];
    codes.forEach(knownCrypto);
    if (request.fiatCurrency !== undefined) knownFiat(request.fiatCurrency);
    const key = request.idempotencyKey ?? crypto.randomUUID();
    const digest = requestDigest({ type, ...request });
    const widget = createOnce(sandbox, sandbox.store.widgets.by("idempotencyKey", key)[0], digest, () =>
      createWidget(sandbox, {
        type,
        idempotencyKey: key,
        externalId: request.externalId ?? null,
        requestDigest: digest,
        cryptoCurrencies:
          codes.length > 0 ? codes : [...cryptoCurrencies.keys()].filter((code) => isActive(sandbox, code)),
        fiatAmount: request.fiatAmount ?? null,
        fiatCurrency: request.fiatCurrency ?? null,
        description: request.description,
        expiresAtMs: request.expiration === undefined ? null : (parseDate(request.expiration) ?? null),
        returnUrl: request.returnUrl ?? null,
        logoUrl: request.logoUrl ?? null,
        supportUrl: request.supportUrl ?? null,
      }),
    );
    return formatWidget(sandbox, widget);
  };
}

/** The widget's idempotency key, which the vendor calls `requestId` here. */
interface WidgetKey {
  readonly requestId: string;
}

/** @throws EmulatorError 400 for an unknown widget, or one of another type. */
function requestedWidget(sandbox: Sandbox, type: Widget["type"], { requestId }: WidgetKey): Widget {
  const widget = sandbox.store.widgets.by("idempotencyKey", requestId)[0];
  if (widget?.type !== type) throw unknownObject("payment widget", "widget");
  return widget;
}

const find = (type: Widget["type"]) => (sandbox: Sandbox, key: WidgetKey) =>
  formatWidget(sandbox, requestedWidget(sandbox, type, key));

const archive = (type: Widget["type"]) => (sandbox: Sandbox, key: WidgetKey) => {
  const { id, state } = requestedWidget(sandbox, type, key);
  if (state === "COMPLETED") throw badRequest("the payment widget is COMPLETED and can't be archived");
  archiveWidget(sandbox, id);
  return formatWidget(sandbox, requestedWidget(sandbox, type, key));
};

interface WidgetList {
  readonly widgetStates?: readonly Widget["state"][] | undefined;
  readonly pageNumber?: number | undefined;
  readonly size?: number | undefined;
}

const list =
  (type: Widget["type"]) =>
  (sandbox: Sandbox, { widgetStates = [], ...page }: WidgetList) => {
    const found = sandbox.store.widgets
      .all()
      .filter((widget) => widget.type === type)
      .filter(({ state }) => widgetStates.length === 0 || widgetStates.includes(state));
    return pageOf(sandbox, sorted(found, "DESC"), page, (widget) => formatWidget(sandbox, widget));
  };

/** Payment Widget API. */
export const paymentWidgetHandlers: Handlers<"paymentWidget"> = {
  "paymentWidget.createSingleFiat": create("SINGLE_FIAT"),
  "paymentWidget.findSingleFiat": find("SINGLE_FIAT"),
  "paymentWidget.archiveSingleFiat": archive("SINGLE_FIAT"),
  "paymentWidget.listSingleFiat": list("SINGLE_FIAT"),
  "paymentWidget.createUnlimitedLinked": create("UNLIMITED_LINKED"),
  "paymentWidget.findUnlimitedLinked": find("UNLIMITED_LINKED"),
  "paymentWidget.archiveUnlimitedLinked": archive("UNLIMITED_LINKED"),
  "paymentWidget.listUnlimitedLinked": list("UNLIMITED_LINKED"),
};
