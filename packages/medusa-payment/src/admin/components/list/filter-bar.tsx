import { Button } from "@medusajs/ui";
import { useEffect, useState } from "react";
import { useCurrencies } from "../../api/calypso-queries";
import { currencyName } from "../../format/currency";
import type { MessageKey } from "../../i18n/messages";
import { useTranslations } from "../../i18n/use-translations";
import { SelectField } from "../fields/select-field";
import { TextField } from "../fields/text-field";
import type { Filters } from "./use-filters";

const ALL = "all";
const TYPING_MS = 300;

interface FilterBarProps {
  filters: Filters;
  searchHint: string;
  /** The filter by state, and its options. */
  state: { name: string; options: { value: string; label: MessageKey }[] };
}

/** Search, state, currency and days: the filters of both lists. */
export function FilterBar({ filters, searchHint, state }: FilterBarProps) {
  const { t } = useTranslations();
  const { data: currencies = [] } = useCurrencies();
  const { values, set } = filters;
  const choose = (name: string) => (value: string) => set({ [name]: value === ALL ? undefined : value });
  const all = { value: ALL, label: t("common.all") };
  const codes = [...new Set([...currencies.map(({ code }) => code), ...(values.currency ? [values.currency] : [])])];
  return (
    <search className="grid grid-cols-1 items-start gap-4 px-6 py-4 md:grid-cols-3">
      <Search value={values.q ?? ""} hint={searchHint} onChange={(q) => set({ q: q || undefined })} />
      <SelectField
        label={t("common.state")}
        value={values[state.name] ?? ALL}
        options={[all, ...state.options.map(({ value, label }) => ({ value, label: t(label) }))]}
        onChange={choose(state.name)}
      />
      <SelectField
        label={t("common.currency")}
        value={values.currency ?? ALL}
        options={[all, ...codes.map((code) => ({ value: code, label: currencyName(code) }))]}
        onChange={choose("currency")}
      />
      <TextField label={t("common.from")} type="date" value={values.from ?? ""} onChange={(from) => set({ from })} />
      <TextField label={t("common.to")} type="date" value={values.to ?? ""} onChange={(to) => set({ to })} />
      {filters.isFiltered ? (
        <div>
          <Button size="small" variant="secondary" onClick={filters.reset}>
            {t("common.reset")}
          </Button>
        </div>
      ) : null}
    </search>
  );
}

/** Searches when the typing pauses. */
function Search({ value, hint, onChange }: { value: string; hint: string; onChange: (text: string) => void }) {
  const { t } = useTranslations();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new callback must not search again
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => onChange(text.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <TextField
      label={t("common.search")}
      // Medusa's search field has an icon without an accessible name.
      role="searchbox"
      enterKeyHint="search"
      autoComplete="off"
      placeholder={hint}
      value={text}
      onChange={setText}
    />
  );
}
