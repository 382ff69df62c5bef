import { decimal } from "@calypso-commerce/core/money";
import { toast } from "@medusajs/ui";
import type { Payment } from "../api/payment";
import { sdk } from "../api/sdk";
import { useAction } from "../api/use-action";
import { ConfirmDialog } from "../components/confirm-dialog";
import { formatCrypto, formatFiat } from "../format/currency";
import type { MessageKey } from "../i18n/messages";
import { type Translations, useTranslations } from "../i18n/use-translations";
import { invoiceOf } from "./invoice-of";
import type { PaymentAction } from "./payment-actions";

export type Intervention = Exclude<PaymentAction, "refund">;

const PATHS = { accept: "accept", ask: "ask-remainder", attach: "attach", resolve: "resolve" } as const;
const DONE = {
  accept: "action.doneAccept",
  ask: "action.doneAsk",
  attach: "action.doneAttach",
  resolve: "action.doneResolve",
} as const;

const ACCEPT_TEXTS: Record<string, MessageKey> = {
  underpaid: "action.acceptUnder",
  overpaid: "action.acceptOver",
  intervention: "action.acceptSeveral",
  expired_partial: "action.acceptPartial",
  late: "action.acceptLate",
};

interface InterventionDialogProps {
  payment: Payment;
  intervention: Intervention;
  onClose: () => void;
}

/** Says intervention an intervention does to this payment, with its amounts, and asks for a reason. */
export function InterventionDialog({ payment, intervention, onClose }: InterventionDialogProps) {
  const words = useTranslations();
  const { t } = words;
  const { run, isPending } = useAction();
  const confirm = async ({ reason, field }: { reason: string; field: string }) => {
    const order_id = intervention === "attach" && field ? await orderIdOf(field) : undefined;
    if (order_id === null) {
      toast.error(t("action.orderNotFound", { number: field }));
      return false;
    }
    // The dialog's text says that the full amount is captured.
    const amount = intervention === "accept" && payment.outcome === "expired_partial" ? payment.amount : undefined;
    const body = { reason, ...(order_id ? { order_id } : {}), ...(amount ? { amount } : {}) };
    return (
      (await run({ path: `payments/${payment.id}/${PATHS[intervention]}`, body, done: t(DONE[intervention]) })) !==
      undefined
    );
  };
  return (
    <ConfirmDialog
      title={t(`action.${intervention}`)}
      text={textOf(payment, intervention, words)}
      confirm={t(`action.${intervention}`)}
      asksReason
      {...(intervention === "attach" ? { field: { label: t("action.orderId"), hint: t("action.orderIdHint") } } : {})}
      isPending={isPending}
      onConfirm={confirm}
      onClose={onClose}
    />
  );
}

/** The id of the order with this id or number. Null if no order has the number. */
async function orderIdOf(text: string): Promise<string | null> {
  const number = /^#?(\d+)$/.exec(text)?.[1];
  if (!number) return text;
  const { orders } = await sdk.client.fetch<{ orders: { id: string; display_id: number }[] }>("/admin/orders", {
    query: { q: number, fields: "id,display_id", limit: 100 },
  });
  return orders.find(({ display_id }) => String(display_id) === number)?.id ?? null;
}

function textOf(payment: Payment, intervention: Intervention, { t, locale }: Translations): string {
  const { crypto_amount, crypto_currency, received } = invoiceOf(payment);
  const inCrypto = (amount: string) => formatCrypto(locale, amount, crypto_currency);
  const due = crypto_amount ?? "0";
  const amounts = {
    fiat: formatFiat(locale, payment.amount, payment.currency_code),
    received: inCrypto(received),
    due: inCrypto(due),
    missing: inCrypto(decimal.max("0", decimal.subtract(due, received))),
  };
  switch (intervention) {
    case "accept":
      return t(ACCEPT_TEXTS[payment.outcome] ?? "action.acceptLate", amounts);
    case "ask":
      return t("action.askText", amounts);
    case "attach":
      return t("action.attachText", amounts);
    case "resolve":
      return t("action.resolveText");
  }
}
