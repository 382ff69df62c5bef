import { StatusBadge } from "@medusajs/ui";
import { useWords } from "../i18n/use-words";
import type { Looks } from "../payments/payment-looks";

export function StateBadge({ looks }: { looks: Looks }) {
  const { t } = useWords();
  return (
    <StatusBadge color={looks.color} className="text-nowrap">
      {t(looks.label)}
    </StatusBadge>
  );
}
