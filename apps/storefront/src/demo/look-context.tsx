import type { Messages, WidgetMode } from "@calypso-commerce/checkout";
import { ar, de, en, es, fr, kk, ru, uk } from "@calypso-commerce/checkout/locales";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

/** How the checkout's component looks in this demo; a real shop knows it and needs no setting. */
export interface Look {
  messages: Messages;
  theme: "auto" | "light" | "dark";
  widgetMode: WidgetMode;
}

export interface LookChoice {
  locale: string;
  theme: Look["theme"];
  widgetMode: WidgetMode;
}

interface LookState extends Look {
  choice: LookChoice;
  choose(change: Partial<LookChoice>): void;
}

export const catalogs: Record<string, Messages> = { en, de, fr, es, ru, uk, kk, ar };

const LookContext = createContext<LookState | undefined>(undefined);

export function useLook(): LookState {
  const look = useContext(LookContext);
  if (!look) throw new Error("useLook outside of LookProvider");
  return look;
}

const key = "ogygia.look";
const defaults: LookChoice = { locale: "en", theme: "auto", widgetMode: "redirect" };

/** Query parameters (`?locale=ar&theme=dark&widget=iframe`) win over what was chosen before. */
function initialChoice(): LookChoice {
  const query = new URLSearchParams(location.search);
  const given = { locale: query.get("locale"), theme: query.get("theme"), widgetMode: query.get("widget") };
  const stored = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<LookChoice>;
  return { ...defaults, ...stored, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)) };
}

export function LookProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState(initialChoice);

  useEffect(() => {
    localStorage.setItem(key, JSON.stringify(choice));
    document.documentElement.style.colorScheme = choice.theme === "auto" ? "" : choice.theme;
  }, [choice]);

  const state = useMemo(
    (): LookState => ({
      choice,
      messages: catalogs[choice.locale] ?? en,
      theme: choice.theme,
      widgetMode: choice.widgetMode,
      choose: (change) => setChoice((before) => ({ ...before, ...change })),
    }),
    [choice],
  );
  return <LookContext.Provider value={state}>{children}</LookContext.Provider>;
}
