import { CheckMini, SquareTwoStackMini } from "@medusajs/icons";
import { Button, IconButton, toast } from "@medusajs/ui";
import { useEffect, useState } from "react";
import { useTranslations } from "../i18n/use-translations";

const SHOWN_FOR_MS = 2_000;

/** Copies a text that `label` names. Shown as a button with the label, or as an icon. */
export function CopyButton({ text, label, withLabel }: { text: string; label: string; withLabel?: boolean }) {
  const { t } = useTranslations();
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [isDone]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setDone(true),
      (error: Error) => toast.error(error.message),
    );
  const Icon = isDone ? CheckMini : SquareTwoStackMini;
  if (withLabel) {
    return (
      <Button type="button" size="small" variant="secondary" onClick={copy}>
        <Icon />
        {isDone ? t("common.copied") : label}
      </Button>
    );
  }
  return (
    <IconButton
      type="button"
      size="xsmall"
      className="shrink-0"
      variant="transparent"
      aria-label={isDone ? t("common.copied") : label}
      onClick={copy}
    >
      <Icon className="text-ui-fg-subtle" />
    </IconButton>
  );
}
