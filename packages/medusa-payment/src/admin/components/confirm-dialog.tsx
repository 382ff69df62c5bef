import { Button, Hint, Input, Label, Prompt, Textarea } from "@medusajs/ui";
import { type ReactNode, useId, useRef, useState } from "react";
import { useTranslations } from "../i18n/use-translations";

interface Field {
  label: string;
  hint?: string;
  required?: boolean;
}

interface ConfirmDialogProps {
  title: string;
  /** What the action does. */
  text: string;
  confirm: string;
  variant?: "danger" | "confirmation";
  /** Ask for a reason, which the payment's history keeps. */
  asksReason?: boolean;
  /** One more input. */
  field?: Field;
  isPending: boolean;
  /** Returns whether the action succeeded. If so, the dialog closes. */
  onConfirm: (answers: { reason: string; field: string }) => Promise<boolean>;
  onClose: () => void;
  children?: ReactNode;
}

const SHORTEST_REASON = 3;

/** Says what an action does and asks for confirmation, and for a reason if one is kept. Stays open until it succeeds. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, text, confirm, variant = "confirmation", asksReason, field, isPending, onConfirm, onClose } = props;
  const { t } = useTranslations();
  const id = useId();
  const [reason, setReason] = useState("");
  const [extra, setExtra] = useState("");
  const [isMissing, setMissing] = useState(false);
  const isBusy = useRef(false);
  const reasonField = useRef<HTMLTextAreaElement>(null);

  const submit = async () => {
    if (isBusy.current) return;
    if (asksReason && reason.trim().length < SHORTEST_REASON) {
      setMissing(true);
      reasonField.current?.focus();
      return;
    }
    isBusy.current = true;
    const isDone = await onConfirm({ reason: reason.trim(), field: extra.trim() });
    isBusy.current = false;
    if (isDone) onClose();
  };

  return (
    <Prompt open variant={variant} onOpenChange={(open) => !open && !isPending && onClose()}>
      <Prompt.Content className="max-sm:w-[calc(100%-16px)]" data-testid="calypso-confirm">
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <Prompt.Header>
            <Prompt.Title>{title}</Prompt.Title>
            <Prompt.Description>{text}</Prompt.Description>
          </Prompt.Header>
          <div className="flex flex-col gap-y-4 px-6 pt-4">
            {props.children}
            {field ? (
              <div className="flex flex-col gap-y-2">
                <Label size="small" weight="plus" htmlFor={`${id}-field`}>
                  {field.label}
                </Label>
                <Input
                  id={`${id}-field`}
                  value={extra}
                  required={field.required ?? false}
                  aria-describedby={field.hint ? `${id}-field-hint` : undefined}
                  onChange={({ target }) => setExtra(target.value)}
                />
                {field.hint ? (
                  <Hint id={`${id}-field-hint`} className="text-ui-fg-subtle">
                    {field.hint}
                  </Hint>
                ) : null}
              </div>
            ) : null}
            {asksReason ? (
              <div className="flex flex-col gap-y-2">
                <Label size="small" weight="plus" htmlFor={`${id}-reason`}>
                  {t("common.reason")}
                </Label>
                <Textarea
                  ref={reasonField}
                  id={`${id}-reason`}
                  value={reason}
                  required
                  aria-invalid={isMissing}
                  aria-describedby={`${id}-reason-hint`}
                  onChange={({ target }) => {
                    setReason(target.value);
                    setMissing(false);
                  }}
                />
                <Hint id={`${id}-reason-hint`} variant={isMissing ? "error" : "info"} className="text-ui-fg-subtle">
                  {isMissing ? t("common.reasonMissing") : t("common.reasonHint")}
                </Hint>
              </div>
            ) : null}
          </div>
          <Prompt.Footer>
            <Prompt.Cancel disabled={isPending}>{t("common.cancel")}</Prompt.Cancel>
            <Button
              type="submit"
              size="small"
              variant={variant === "danger" ? "danger" : "primary"}
              isLoading={isPending}
            >
              {confirm}
            </Button>
          </Prompt.Footer>
        </form>
      </Prompt.Content>
    </Prompt>
  );
}
