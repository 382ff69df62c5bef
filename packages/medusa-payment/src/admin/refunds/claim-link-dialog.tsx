import { Button, Input, Label, Prompt } from "@medusajs/ui";
import { useId, useRef, useState } from "react";
import type { NewClaimLink, Refund } from "../api/refund";
import { useAction } from "../api/use-action";
import { CopyButton } from "../components/copy-button";
import { formatDate } from "../format/dates";
import { useTranslations } from "../i18n/use-translations";

/** Creates a claim link after a warning that it replaces an earlier one, and shows it once. */
export function ClaimLinkDialog({ refund, onClose }: { refund: Refund; onClose: () => void }) {
  const { t, locale } = useTranslations();
  const id = useId();
  const isBusy = useRef(false);
  const [link, setLink] = useState<NewClaimLink>();
  const { run, isPending } = useAction<{ claim_link: NewClaimLink }>();
  const make = async () => {
    if (isBusy.current) return;
    isBusy.current = true;
    const answer = await run({ path: `refunds/${refund.id}/claim-link` });
    isBusy.current = false;
    if (answer) setLink(answer.claim_link);
  };
  return (
    <Prompt open variant="confirmation" onOpenChange={(open) => !open && !isPending && onClose()}>
      <Prompt.Content className="max-sm:w-[calc(100%-16px)]" data-testid="calypso-claim-link">
        <Prompt.Header>
          <Prompt.Title>{t("claim.title")}</Prompt.Title>
          <Prompt.Description>{t(link ? "claim.text" : "claim.replaces")}</Prompt.Description>
        </Prompt.Header>
        {link ? (
          <div className="flex flex-col gap-y-2 px-6 pt-4">
            <Label size="small" weight="plus" htmlFor={id}>
              {t("claim.link")}
            </Label>
            <Input
              id={id}
              readOnly
              value={link.url}
              aria-describedby={`${id}-expires`}
              onFocus={({ target }) => target.select()}
            />
            <p id={`${id}-expires`} className="txt-small text-ui-fg-subtle">
              {t("claim.expires", { date: formatDate(locale, link.expires_at) })}
            </p>
          </div>
        ) : null}
        <Prompt.Footer>
          <Prompt.Cancel disabled={isPending}>{t(link ? "common.close" : "common.cancel")}</Prompt.Cancel>
          {link ? (
            <CopyButton text={link.url} label={t("claim.copyLink")} withLabel />
          ) : (
            <Button size="small" isLoading={isPending} onClick={() => void make()}>
              {t("refundAction.claimLink")}
            </Button>
          )}
        </Prompt.Footer>
      </Prompt.Content>
    </Prompt>
  );
}
