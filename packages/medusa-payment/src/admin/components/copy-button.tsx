import { CheckMini, SquareTwoStackMini } from "@medusajs/icons";
import { Button, IconButton, toast } from "@medusajs/ui";
import { useEffect, useState } from "react";
import { useWords } from "../i18n/use-words";

const SHOWN_FOR_MS = 2_000;

/** Copies a text; `label` says which. As a button with words, or as an icon beside what it copies. */
export function CopyButton({ text, label, withWords }: { text: string; label: string; withWords?: boolean }) {
  const { t } = useWords();
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
  if (withWords) {
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
