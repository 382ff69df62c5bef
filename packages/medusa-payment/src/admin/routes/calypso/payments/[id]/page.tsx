import { useParams } from "react-router-dom";
import { usePayment } from "../../../../api/queries";
import { OrderLink, PageLink } from "../../../../components/page-link";
import { useWords } from "../../../../i18n/use-words";
import { isUnderWay } from "../../../../payments/payment-looks";
import { PaymentPanel } from "../../../../payments/payment-panel";

/** One payment, for those without an order too. */
const PaymentPage = () => {
  const { id = "" } = useParams();
  const { t } = useWords();
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
