import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { useWords } from "../i18n/use-words";

export const PageLink = ({ to, children }: { to: string; children: ReactNode }) => (
  // Medusa's blue for links is too pale on white to be read by all.
  <Link to={to} className="text-ui-fg-base" style={{ textDecoration: "underline", textUnderlineOffset: 3 }}>
    {children}
  </Link>
);

/** A row's order by its number, or that there is none. */
export function OrderLink({ row }: { row: { order_id: string | null; order_display_id?: number | null } }) {
  const { t } = useWords();
  if (!row.order_id) return <>{t("common.noOrder")}</>;
  return (
    <PageLink to={`/orders/${row.order_id}`}>
      {row.order_display_id ? `#${row.order_display_id}` : row.order_id}
    </PageLink>
  );
}
