import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { useTranslations } from "../i18n/use-translations";

export const PageLink = ({ to, children }: { to: string; children: ReactNode }) => (
  // Medusa's blue for links has too little contrast on white.
  <Link to={to} className="text-ui-fg-base" style={{ textDecoration: "underline", textUnderlineOffset: 3 }}>
    {children}
  </Link>
);

/** Link to a row's order, labelled with its number. */
export function OrderLink({ row }: { row: { order_id: string | null; order_display_id?: number | null } }) {
  const { t } = useTranslations();
  if (!row.order_id) return <>{t("common.noOrder")}</>;
  return (
    <PageLink to={`/orders/${row.order_id}`}>
      {row.order_display_id ? `#${row.order_display_id}` : row.order_id}
    </PageLink>
  );
}
