import type { Messages, WidgetMode } from "@calypso-commerce/checkout";
import { ar, de, en, es, fr, kk, ru, uk } from "@calypso-commerce/checkout/locales";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

/** Appearance of the checkout component, chosen in the developer panel. A real storefront passes fixed props. */
export interface Appearance {
  messages: Messages;
  theme: "auto" | "light" | "dark";
  widgetMode: WidgetMode;
}

export interface AppearanceChoice {
  locale: string;
  theme: Appearance["theme"];
  widgetMode: WidgetMode;
}

interface AppearanceState extends Appearance {
  choice: AppearanceChoice;
  choose(change: Partial<AppearanceChoice>): void;
}

export const catalogs: Record<string, Messages> = { en, de, fr, es, ru, uk, kk, ar };

const AppearanceContext = createContext<AppearanceState | undefined>(undefined);

export function useAppearance(): AppearanceState {
  const appearance = useContext(AppearanceContext);
  if (!appearance) throw new Error("useAppearance outside of AppearanceProvider");
  return appearance;
}

const key = "ogygia.appearance";
const defaults: AppearanceChoice = { locale: "en", theme: "auto", widgetMode: "redirect" };

/** Query parameters (`?locale=ar&theme=dark&widget=iframe`) override the stored choice. */
function initialChoice(): AppearanceChoice {
  const query = new URLSearchParams(location.search);
  const given = { locale: query.get("locale"), theme: query.get("theme"), widgetMode: query.get("widget") };
  const stored = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<AppearanceChoice>;
  return { ...defaults, ...stored, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)) };
}

export function AppearanceProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(initialChoice);

  useEffect(() => {
    localStorage.setItem(key, JSON.stringify(choice));
    document.documentElement.style.colorScheme = choice.theme === "auto" ? "" : choice.theme;
  }, [choice]);

  const state = useMemo(
    (): AppearanceState => ({
      choice,
      messages: catalogs[choice.locale] ?? en,
      theme: choice.theme,
      widgetMode: choice.widgetMode,
      choose: (change) => setChoice((before) => ({ ...before, ...change })),
    }),
    [choice],
  );
  return <AppearanceContext.Provider value={state}>{children}</AppearanceContext.Provider>;
}
