import { Button, Text } from "@medusajs/ui";
import { useState } from "react";
import { useMay, useMe } from "../api/calypso-queries";
import type { Refund } from "../api/refund";
import { useAction } from "../api/use-action";
import { ConfirmDialog } from "../components/confirm-dialog";
import { formatCrypto, formatFiat } from "../format/currency";
import { shorten } from "../format/shorten";
import { type Translations, useTranslations } from "../i18n/use-translations";
import { ClaimLinkDialog } from "./claim-link-dialog";
import { REFUND_ACTION_PERMISSIONS, type RefundAction, refundActions } from "./refund-actions";

/** The actions of a refund. Those that move money or change Medusa's books ask for confirmation. */
export function RefundButtons({ refund }: { refund: Refund }) {
  const { t } = useTranslations();
  const { data: me } = useMe();
  const { run, isPending } = useAction();
  const [open, setOpen] = useState<RefundAction>();
  const may = useMay();
  const actions = refundActions(refund, Date.now()).filter((action) => may(REFUND_ACTION_PERMISSIONS[action]));
  if (actions.length === 0) return null;
  const isOwn = refund.state === "awaiting_approval" && me !== undefined && isOwnRefund(refund, me);
  const start = (action: RefundAction) =>
    action === "check"
      ? void run({ path: `refunds/${refund.id}/check`, done: t("refundAction.doneCheck") })
      : setOpen(action);
  const close = () => setOpen(undefined);
  return (
    <div className="flex flex-col gap-y-2">
      {isOwn ? (
        <Text size="small" className="text-ui-fg-subtle">
          {t("refundAction.approveOther")}
        </Text>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {actions
          .filter((action) => !(isOwn && action === "approve"))
          .map((action) => (
            <Button
              key={action}
              size="small"
              variant="secondary"
              isLoading={action === "check" && isPending}
              onClick={() => start(action)}
            >
              {t(`refundAction.${action}`)}
            </Button>
          ))}
      </div>
      {open === "claimLink" || open === "resend" ? <ClaimLinkDialog refund={refund} onClose={close} /> : null}
      {open && open !== "claimLink" && open !== "resend" && open !== "check" ? (
        <RefundActionDialog refund={refund} action={open} onClose={close} />
      ) : null}
    </div>
  );
}

/** Whoever requested a refund or entered its address can't approve it. */
function isOwnRefund({ requested_by, destination_by }: Refund, me: string): boolean {
  return requested_by === me || destination_by === `admin:${me}`;
}

type Confirmed = Exclude<RefundAction, "claimLink" | "resend" | "check">;

interface Step {
  path: string;
  text: string;
  done: string;
  method?: "POST" | "DELETE";
  variant?: "danger";
  asksReason?: boolean;
}

interface RefundActionDialogProps {
  refund: Refund;
  action: Confirmed;
  onClose: () => void;
}

function RefundActionDialog({ refund, action, onClose }: RefundActionDialogProps) {
  const words = useTranslations();
  const { t } = words;
  const { run, isPending } = useAction();
  const { text, path, done, method, variant, asksReason } = stepOf(refund, action, words);
  const isAddress = action === "destination" || action === "changeDestination";
  return (
    <ConfirmDialog
      title={t(`refundAction.${action}`)}
      text={text}
      confirm={t(`refundAction.${action}`)}
      {...(variant ? { variant } : {})}
      asksReason={asksReason ?? false}
      {...(isAddress ? { field: { label: t("dialog.address"), required: true } } : {})}
      isPending={isPending}
      onConfirm={async ({ reason, field }) => {
        const body = { ...(asksReason ? { reason } : {}), ...(isAddress ? { destination: field } : {}) };
        return (
          (await run({ path: `refunds/${refund.id}/${path}`, body, done, ...(method ? { method } : {}) })) !== undefined
        );
      }}
      onClose={onClose}
    />
  );
}

function stepOf(refund: Refund, action: Confirmed, { t, locale }: Translations): Step {
  const inFiat = formatFiat(locale, refund.amount, refund.currency_code);
  const inCrypto = refund.crypto_amount && formatCrypto(locale, refund.crypto_amount, refund.crypto_currency);
  const values = {
    amount: inCrypto ? `${inFiat} (${inCrypto})` : inFiat,
    destination: refund.destination ? shorten(refund.destination) : "",
  };
  switch (action) {
    case "approve":
      return { path: "approve", text: t("refundAction.approveText", values), done: t("refundAction.doneApprove") };
    case "retry":
      return { path: "retry", text: t("refundAction.retryText", values), done: t("refundAction.doneRetry") };
    case "destination":
    case "changeDestination":
      return {
        path: "destination",
        text: t("refundAction.destinationText", values),
        done: t("refundAction.doneDestination"),
      };
    case "revoke":
      return {
        path: "claim-link",
        method: "DELETE",
        variant: "danger",
        text: t("refundAction.revokeText"),
        done: t("refundAction.doneRevoke"),
      };
    case "cancel":
    case "reverse":
      return {
        path: "cancel",
        variant: "danger",
        asksReason: true,
        text: t(`refundAction.${action}Text`, values),
        done: t(action === "cancel" ? "refundAction.doneCancel" : "refundAction.doneReverse"),
      };
  }
}
