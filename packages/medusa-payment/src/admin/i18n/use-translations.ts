import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MessageKey } from "./messages";

export interface Translations {
  t(key: MessageKey, values?: Record<string, string | number>): string;
  /** BCP 47, for Intl: `de-DE`. */
  locale: string;
}

/** The texts in Admin's language, or in English if there is no translation. */
export function useTranslations(): Translations {
  const { t, i18n } = useTranslation("calypso");
  return useMemo(
    () => ({
      // React escapes.
      t: (key, values) => String(t(key, { ...values, interpolation: { escapeValue: false } })),
      // Medusa writes enUS.
      locale: i18n.language.replace(/([a-z])([A-Z])/, "$1-$2"),
    }),
    [t, i18n.language],
  );
}
