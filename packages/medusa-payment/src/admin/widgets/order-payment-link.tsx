import { defineWidgetConfig } from "@medusajs/admin-sdk";
import type { AdminOrder, DetailWidgetProps } from "@medusajs/framework/types";
import { Button, Container, Heading, Input, Text } from "@medusajs/ui";
import { useState } from "react";
import { useAction } from "../api/use-action";
import { CopyButton } from "../components/copy-button";
import { formatDate } from "../format/dates";
import { useTranslations } from "../i18n/use-translations";

interface PaymentLink {
  url: string;
  amount: string;
  currency_code: string;
  expires_at: string;
}

/** A link by which the shopper pays what an order, or a draft order, still costs. Renders nothing if nothing is outstanding. */
const OrderPaymentLink = ({ data: order }: DetailWidgetProps<AdminOrder>) => {
  const { t, locale } = useTranslations();
  const [link, setLink] = useState<PaymentLink>();
  const { run, isPending } = useAction<{ payment_link: PaymentLink }>();
  // Only whether there is a sum: how much is decided by the server.
  const owes = Number(order.summary?.pending_difference ?? 0) > 0 && order.status !== "canceled";
  if (!owes) return null;
  const create = async () => {
    const answer = await run({ path: `orders/${order.id}/payment-link`, readsOnly: true });
    if (answer) setLink(answer.payment_link);
  };
  return (
    <Container className="divide-y p-0" data-testid="calypso-payment-link">
      <div className="flex flex-wrap items-center justify-between gap-2 px-6 py-4">
        <Heading level="h2">{t("paymentLink.title")}</Heading>
        {link ? (
          <CopyButton text={link.url} label={t("claim.copyLink")} withLabel />
        ) : (
          <Button size="small" variant="secondary" isLoading={isPending} onClick={() => void create()}>
            {t("paymentLink.create")}
          </Button>
        )}
      </div>
      <div className="flex flex-col gap-y-2 px-6 py-4">
        {link ? (
          <>
            <Input
              readOnly
              aria-label={t("paymentLink.title")}
              value={link.url}
              onFocus={({ target }) => target.select()}
            />
            <Text size="small" className="text-ui-fg-subtle">
              {t("paymentLink.expires", {
                amount: `${link.amount} ${link.currency_code}`,
                date: formatDate(locale, link.expires_at),
              })}
            </Text>
          </>
        ) : (
          <Text size="small" className="text-ui-fg-subtle">
            {t("paymentLink.text")}
          </Text>
        )}
      </div>
    </Container>
  );
};

export const config = defineWidgetConfig({
  zone: ["order.details.side.before", "draft_order.details.side.before"],
  id: "calypso-order-payment-link",
});

export default OrderPaymentLink;
