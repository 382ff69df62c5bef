import * as v from "valibot";
import { createOnce } from "../api/create-once.ts";
import { amount, body, currency, date, links, maybe, text, uuid } from "../api/fields.ts";
import { knownCrypto, knownFiat } from "../api/known-currency.ts";
import { operation } from "../api/operation.ts";
import { requestDigest } from "../api/request-digest.ts";
import { badRequest } from "../domain/emulator-error.ts";
import { createWidget } from "../domain/widgets.ts";
import { formatWidget } from "../formatters/widget.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Widget } from "../store/entities.ts";

const longestLifeMs = 30 * 24 * 3_600_000;

const common = {
  description: text,
  cryptoCurrencies: v.pipe(v.array(currency, "must be a list"), v.minLength(1, "must not be empty")),
  expiration: maybe(date),
  idempotencyKey: uuid,
  externalId: maybe(text),
  ...links,
};

/** The vendor calls the widget's idempotency key `requestId` here. */
const widgetKey = body({ requestId: uuid });

function requestedWidget(sandbox: Sandbox, type: Widget["type"], key: string): Widget {
  const widget = sandbox.store.widgets.by("idempotencyKey", key)[0];
  if (widget?.type !== type) throw badRequest("payment widget not found", "widget_not_found");
  return widget;
}

/** Payment Widget API. */
export const paymentWidgetOperations = [
  operation(
    "paymentWidget.createSingleFiat",
    "/payment-widget/single-fiat/create",
    body({ ...common, fiatAmount: amount, fiatCurrency: currency }),
    (sandbox, payload) => {
      payload.cryptoCurrencies.forEach(knownCrypto);
      knownFiat(payload.fiatCurrency);
      const nowMs = sandbox.clock.nowMs();
      const digest = requestDigest(payload);
      const existing = sandbox.store.widgets.by("idempotencyKey", payload.idempotencyKey)[0];
      const widget = createOnce(sandbox, existing, digest, () => {
        const { expiration, ...fields } = payload;
        if (expiration !== null && (expiration <= nowMs || expiration >= nowMs + longestLifeMs)) {
          throw badRequest("payload.expiration must be in the future and less than 30 days away");
        }
        return createWidget(sandbox, {
          ...fields,
          type: "SINGLE_FIAT",
          expiresAtMs: expiration,
          requestDigest: digest,
        });
      });
      return formatWidget(sandbox, widget);
    },
  ),

  operation("paymentWidget.findSingleFiat", "/payment-widget/single-fiat/find", widgetKey, (sandbox, { requestId }) =>
    formatWidget(sandbox, requestedWidget(sandbox, "SINGLE_FIAT", requestId)),
  ),
];
