import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Container, Heading } from "@medusajs/ui";
import { usePayments } from "../api/calypso-queries";
import { QueryState } from "../components/query-state";
import { useTranslations } from "../i18n/use-translations";
import { PaymentPanel } from "../payments/payment-panel";

const PROVIDER = "pp_calypso_";

/** The order's payments through Calypso Pay. Renders nothing for other orders. */
const OrderPayments = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { t } = useTranslations();
  const query = usePayments({ order_id: order.id });
  if (query.data) return query.data.payments.map(({ id }) => <PaymentPanel key={id} id={id} />);
  return hasCalypsoPayment(order) ? (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h2">{t("payment.title")}</Heading>
      </div>
      <QueryState query={query} lines={6}>
        {() => null}
      </QueryState>
    </Container>
  ) : null;
};

/** Whether the order has a Calypso payment, by the data that Admin already has. Only then is a skeleton shown. */
function hasCalypsoPayment({ payment_collections = [] }: AdminOrder): boolean {
  return payment_collections.some(({ payments = [], payment_sessions = [] }) =>
    [...payments, ...payment_sessions].some(({ provider_id }) => provider_id.startsWith(PROVIDER)),
  );
}

export const config = defineWidgetConfig({ zone: "order.details.after", id: "calypso-order-payments" });

export default OrderPayments;
