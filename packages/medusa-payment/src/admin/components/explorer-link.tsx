import { addressUrl, transactionUrl } from "@calypso-commerce/core/currencies";
import { ArrowUpRightOnBox } from "@medusajs/icons";
import { IconButton } from "@medusajs/ui";
import { shorten } from "../format/shorten";
import { useTranslations } from "../i18n/use-translations";
import { CopyButton } from "./copy-button";

interface ExplorerLinkProps {
  currency: string | null;
  text: string;
  kind: "address" | "transaction";
  /** For screen readers. */
  name: string;
}

/** A shortened address or transaction, with a button to copy it and a link to the network's explorer. */
export function ExplorerLink({ currency, text, kind, name }: ExplorerLinkProps) {
  const { t } = useTranslations();
  const url = currency ? (kind === "address" ? addressUrl : transactionUrl)(currency, text) : undefined;
  return (
    <span className="inline-flex items-center justify-end gap-x-1">
      <span className="whitespace-nowrap font-mono" title={text}>
        {shorten(text)}
      </span>
      <CopyButton text={text} label={`${t("common.copy")}: ${name}`} />
      {url ? (
        <IconButton size="xsmall" variant="transparent" className="shrink-0" asChild>
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            aria-label={`${name}: ${t("common.showInExplorer")} (${t("common.opensNewTab")})`}
          >
            <ArrowUpRightOnBox className="text-ui-fg-subtle" />
          </a>
        </IconButton>
      ) : null}
    </span>
  );
}
