import { XMark } from "@medusajs/icons";
import { Button, Drawer, Heading, IconButton, toast } from "@medusajs/ui";
import { useRef, useState } from "react";
import type { Payment } from "../api/payment";
import type { Preview, RefundRow } from "../api/refund";
import { useAction } from "../api/use-action";
import { formatFiat } from "../format/currency";
import { useTranslations } from "../i18n/use-translations";
import { RefundFields } from "./refund-fields";
import { bodyOf, isRefused, isStale, newRefundForm, type Problems, problemsOf } from "./refund-form";
import { RefundPreview } from "./refund-preview";
import { useNow } from "./use-now";

/** Asks what to refund and where to, shows a preview, and requests the refund once it is confirmed. */
export function RefundDialog({ payment, onClose }: { payment: Payment; onClose: () => void }) {
  const { t, locale } = useTranslations();
  const [form, setForm] = useState(() => newRefundForm(payment));
  const [problems, setProblems] = useState<Problems>({});
  const [preview, setPreview] = useState<Preview>();
  const asking = useAction<{ preview: Preview }>();
  const refunding = useAction<{ refund: RefundRow }>();
  const isBusy = useRef(false);
  const now = useNow(preview !== undefined);

  const once = async (work: () => Promise<void>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    await work();
    isBusy.current = false;
  };
  const ask = () =>
    once(async () => {
      const found = problemsOf(form, payment);
      setProblems(found);
      if (Object.keys(found).length > 0) return;
      const answer = await asking.run({
        path: `payments/${payment.id}/refunds/preview`,
        body: bodyOf(form, payment),
        readsOnly: true,
      });
      if (answer) setPreview(answer.preview);
    });
  const refund = () =>
    once(async () => {
      const answer = await refunding.run({ path: `payments/${payment.id}/refunds`, body: bodyOf(form, payment) });
      if (!answer) return;
      toast.success(t(answer.refund.state === "awaiting_destination" ? "dialog.doneWaits" : "dialog.done"));
      onClose();
    });
  const canConfirm = preview !== undefined && !isRefused(preview) && !isStale(preview, now);

  return (
    <Drawer open onOpenChange={(open) => !open && !refunding.isPending && onClose()}>
      <Drawer.Content data-testid="calypso-refund-dialog">
        <div className="border-ui-border-base flex items-start justify-between gap-x-4 border-b px-6 py-4">
          <div className="flex flex-col gap-y-1">
            <Drawer.Title asChild>
              <Heading level="h2">{t(preview ? "dialog.title2" : "dialog.title")}</Heading>
            </Drawer.Title>
            <Drawer.Description className="txt-small text-ui-fg-subtle" hidden={preview !== undefined}>
              {t("dialog.text")}
            </Drawer.Description>
          </div>
          <Drawer.Close asChild>
            <IconButton size="small" type="button" variant="transparent" aria-label={t("common.close")}>
              <XMark />
            </IconButton>
          </Drawer.Close>
        </div>
        <Drawer.Body className={preview ? "overflow-y-auto px-0" : "overflow-y-auto"}>
          {preview ? (
            <RefundPreview form={form} payment={payment} preview={preview} nowMs={now} />
          ) : (
            <RefundFields
              form={form}
              payment={payment}
              problems={problems}
              onChange={(change) => {
                setForm({ ...form, ...change });
                setProblems({});
              }}
              onSubmit={() => void ask()}
            />
          )}
        </Drawer.Body>
        <Drawer.Footer className="flex-wrap gap-y-2">
          {preview ? (
            <>
              <Button
                size="small"
                variant="secondary"
                disabled={refunding.isPending}
                onClick={() => setPreview(undefined)}
              >
                {t("common.back")}
              </Button>
              <Button size="small" variant="secondary" isLoading={asking.isPending} onClick={() => void ask()}>
                {t("dialog.refresh")}
              </Button>
              <Button
                size="small"
                isLoading={refunding.isPending}
                disabled={!canConfirm}
                onClick={() => void refund()}
                data-testid="calypso-refund-confirm"
              >
                {t("dialog.confirm", { amount: formatFiat(locale, preview.amount, preview.currency_code) })}
              </Button>
            </>
          ) : (
            <>
              <Button size="small" variant="secondary" onClick={onClose}>
                {t("common.cancel")}
              </Button>
              <Button size="small" isLoading={asking.isPending} onClick={() => void ask()}>
                {t("dialog.preview")}
              </Button>
            </>
          )}
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  );
}
