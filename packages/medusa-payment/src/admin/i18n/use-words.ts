import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MessageKey } from "./messages";

export interface Words {
  t(key: MessageKey, values?: Record<string, string | number>): string;
  /** BCP 47, for Intl: de-DE. */
  locale: string;
}

/** The catalog in the language that Admin is set to; English where we don't have it. */
export function useWords(): Words {
  const { t, i18n } = useTranslation("calypso");
  return useMemo(
    () => ({
      // Escaping is React's work.
      t: (key, values) => String(t(key, { ...values, interpolation: { escapeValue: false } })),
      // Medusa writes enUS and the like.
      locale: i18n.language.replace(/([a-z])([A-Z])/, "$1-$2"),
    }),
    [t, i18n.language],
  );
}
