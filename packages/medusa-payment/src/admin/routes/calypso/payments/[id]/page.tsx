import { useParams } from "react-router-dom";
import { usePayment } from "../../../../api/calypso-queries";
import { OrderLink, PageLink } from "../../../../components/page-link";
import { useTranslations } from "../../../../i18n/use-translations";
import { isUnderWay } from "../../../../payments/is-under-way";
import { PaymentPanel } from "../../../../payments/payment-panel";

/** One payment, with or without an order. */
const PaymentPage = () => {
  const { id = "" } = useParams();
  const { t } = useTranslations();
  const { data: payment } = usePayment(id, isUnderWay);
  return (
    <div className="flex flex-col gap-y-3" data-testid="calypso-page">
      <nav aria-label={t("payment.details")} className="txt-compact-small flex flex-wrap gap-x-4 px-2">
        <PageLink to="/calypso">{t("list.title")}</PageLink>
        {payment?.order_id ? (
          <span>
            {t("common.order")} <OrderLink row={payment} />
          </span>
        ) : null}
      </nav>
      <PaymentPanel id={id} level="h1" />
    </div>
  );
};

export default PaymentPage;
