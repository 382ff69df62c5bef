import { Alert, Button, Container, Heading, Text } from "@medusajs/ui";
import { useState } from "react";
import { useMay, usePayment } from "../api/calypso-queries";
import type { Payment } from "../api/payment";
import { useAction } from "../api/use-action";
import { QueryState } from "../components/query-state";
import { StateBadge } from "../components/state-badge";
import type { MessageKey } from "../i18n/messages";
import { useTranslations } from "../i18n/use-translations";
import { RefundDialog } from "../refunds/refund-dialog";
import { RefundList } from "../refunds/refund-list";
import { type Intervention, InterventionDialog } from "./intervention-dialog";
import { isUnderWay } from "./is-under-way";
import { type PaymentAction, paymentActions } from "./payment-actions";
import { paymentAdvice, paymentAppearance } from "./payment-appearance";
import { PaymentFacts } from "./payment-facts";
import { PaymentTimeline } from "./payment-timeline";

/** A payment with its facts, actions, history and refunds: in the order's widget and on its own page. */
export function PaymentPanel({ id, level = "h2" }: { id: string; level?: "h1" | "h2" }) {
  const query = usePayment(id, isUnderWay);
  const { t } = useTranslations();
  return (
    <Container className="divide-y p-0" data-testid="calypso-payment">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading level={level}>{t("payment.title")}</Heading>
        {query.data ? <StateBadge appearance={paymentAppearance(query.data)} /> : null}
      </div>
      <QueryState query={query} lines={6}>
        {(payment) => <Content payment={payment} />}
      </QueryState>
    </Container>
  );
}

function Content({ payment }: { payment: Payment }) {
  const [open, setOpen] = useState<PaymentAction>();
  const close = () => setOpen(undefined);
  return (
    <>
      {payment.attention ? <AttentionNote attention={payment.attention} advice={paymentAdvice(payment)} /> : null}
      <PaymentFacts payment={payment} />
      <Buttons payment={payment} onOpen={setOpen} />
      <PaymentTimeline payment={payment} />
      {payment.refunds.length > 0 ? <RefundList refunds={payment.refunds} /> : null}
      {open === "refund" ? <RefundDialog payment={payment} onClose={close} /> : null}
      {open && open !== "refund" ? (
        <InterventionDialog payment={payment} intervention={open as Intervention} onClose={close} />
      ) : null}
    </>
  );
}

function AttentionNote({ attention, advice }: { attention: string; advice: MessageKey | undefined }) {
  const { t } = useTranslations();
  return (
    <div className="px-6 py-4">
      <Alert variant="error" data-testid="calypso-attention">
        <Text size="small" weight="plus">
          {t("payment.needsAttention", { reason: t(`attention.${attention}` as MessageKey) })}
        </Text>
        <Text size="small" className="text-ui-fg-subtle">
          {advice ? t(advice) : null}
        </Text>
      </Alert>
    </div>
  );
}

function Buttons({ payment, onOpen }: { payment: Payment; onOpen: (action: PaymentAction) => void }) {
  const { t } = useTranslations();
  const { run, isPending } = useAction();
  const may = useMay();
  const check = () => run({ path: `payments/${payment.id}/check`, done: t("payment.checked") });
  return (
    <div className="flex flex-wrap gap-2 px-6 py-4">
      {paymentActions(payment)
        .filter((action) => may(action === "refund" ? "request" : "act"))
        .map((action) => (
          <Button key={action} size="small" variant="secondary" onClick={() => onOpen(action)}>
            {t(`action.${action}`)}
          </Button>
        ))}
      {may("act") ? (
        <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void check()}>
          {t("action.check")}
        </Button>
      ) : null}
    </div>
  );
}
