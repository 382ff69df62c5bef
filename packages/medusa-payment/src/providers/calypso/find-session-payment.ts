import { decimal } from "@calypso-commerce/core/money";
import type LedgerModuleService from "../../modules/ledger/service";
import type { PaymentRow } from "../../modules/ledger/types";
import { adoptPayment } from "../../payment/adopt-payment";
import type { SessionRow } from "./cradle";

const WITHOUT_MONEY = new Set(["waiting", "expired"]);

/**
 * The payment that a session is authorized over. With several live sessions in a collection, Medusa authorizes the first that it finds;
 * the money may be in the invoice of another one over the same amount, which is then this session's.
 */
export async function findSessionPayment(
  ledger: LedgerModuleService,
  session: Pick<SessionRow, "id" | "raw_amount" | "currency_code" | "payment_collection_id" | "provider_id">,
): Promise<PaymentRow | undefined> {
  const own = await ledger.payments.findBySession(session.id);
  if (own && !WITHOUT_MONEY.has(own.outcome)) return own;
  const rows = await ledger.payments.listByCollection(session.payment_collection_id);
  const fitting = rows.filter(
    (row) =>
      row.parent_id === null &&
      row.captured_at === null &&
      row.provider_id === session.provider_id &&
      row.currency_code === session.currency_code &&
      decimal.equals(row.amount, session.raw_amount.value),
  );
  const paid =
    fitting.find(({ outcome }) => outcome === "settled") ??
    fitting.find(({ outcome }) => outcome === "detected" || outcome === "held");
  if (!paid) return own ?? fitting.at(-1);
  return adoptPayment({ ledger, actor: "checkout" }, paid, session.id);
}
