import { useEffect, useState } from "react";
import { Icon } from "./icon.tsx";
import { useMessages } from "./use-messages.ts";

/** Copies `text` and confirms it on screen and to screen readers. */
export function CopyButton({ text, label, testId }: { text: string; label: string; testId: string }) {
  const { messages, announce } = useMessages();
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  async function copy() {
    if (!(await copyText(text))) return;
    setCopied(true);
    announce(messages.copied);
  }

  return (
    <button type="button" className="copy" aria-label={label} title={label} onClick={copy} data-testid={testId}>
      <Icon name={copied ? "done" : "copy"} />
    </button>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No clipboard API without HTTPS or permission. The old way needs neither.
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
