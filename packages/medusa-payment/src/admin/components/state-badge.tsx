import { StatusBadge } from "@medusajs/ui";
import type { MessageKey } from "../i18n/messages";
import { useTranslations } from "../i18n/use-translations";

export type StateColor = "green" | "red" | "blue" | "orange" | "grey" | "purple";

export interface StateAppearance {
  color: StateColor;
  label: MessageKey;
}

export function StateBadge({ appearance }: { appearance: StateAppearance }) {
  const { t } = useTranslations();
  return (
    <StatusBadge color={appearance.color} className="text-nowrap">
      {t(appearance.label)}
    </StatusBadge>
  );
}
