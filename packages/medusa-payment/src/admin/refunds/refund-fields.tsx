import { Alert, Checkbox, Hint, Label } from "@medusajs/ui";
import { useId } from "react";
import { useCurrencies } from "../api/calypso-queries";
import type { Payment } from "../api/payment";
import type { Basis, FeePayer } from "../api/refund";
import { Choice } from "../components/fields/choice";
import { SelectField } from "../components/fields/select-field";
import { TextField } from "../components/fields/text-field";
import { currencyName, currencySymbol, formatFiat } from "../format/currency";
import type { MessageKey } from "../i18n/messages";
import { useTranslations } from "../i18n/use-translations";
import { invoiceOf } from "../payments/invoice-of";
import { mostOf, type Part, type Problems, partsOf, type RefundForm, type Where } from "./refund-form";

interface RefundFieldsProps {
  form: RefundForm;
  payment: Payment;
  problems: Problems;
  onChange: (change: Partial<RefundForm>) => void;
  onSubmit: () => void;
}

const BASES: Basis[] = ["fiat", "crypto", "custom"];
const BASIS_WORDS = { fiat: "basisFiat", crypto: "basisCrypto", custom: "basisCustom" } as const;

/** Amount, currency, destination, and who pays the fee. */
export function RefundFields({ form, payment, problems, onChange, onSubmit }: RefundFieldsProps) {
  const { t, locale } = useTranslations();
  const paidIn = invoiceOf(payment).crypto_currency;
  const most = formatFiat(locale, mostOf(payment, form.part), payment.currency_code);
  const problem = (field: keyof RefundForm) => {
    const key = problems[field];
    return key && t(key, { amount: most });
  };
  const bases = BASES.filter((basis) => basis !== "crypto" || form.currency === paidIn);
  return (
    <form
      noValidate
      className="flex flex-col gap-y-6"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Choice<Part>
        label={t("dialog.what")}
        value={form.part}
        options={partsOf(payment).map((part) => ({ value: part, label: partLabel(part) }))}
        onChange={(part) => onChange({ part })}
      />
      {form.part === "part" ? (
        <TextField
          label={t("dialog.partAmount", { currency: payment.currency_code.toUpperCase() })}
          inputMode="decimal"
          autoComplete="off"
          value={form.amount}
          hint={t("dialog.tooMuch", { amount: most })}
          problem={problem("amount")}
          onChange={(amount) => onChange({ amount })}
        />
      ) : null}
      <CurrencyField form={form} paidIn={paidIn} onChange={onChange} />
      <Choice<Basis>
        label={t("dialog.basis")}
        value={form.basis}
        options={bases.map((basis) => ({
          value: basis,
          label: t(`dialog.${BASIS_WORDS[basis]}`),
          hint: t(`dialog.${BASIS_WORDS[basis]}Hint` as MessageKey),
        }))}
        onChange={(basis) => onChange({ basis })}
      />
      {form.basis === "custom" ? (
        <TextField
          label={t("dialog.customAmount", { currency: currencySymbol(form.currency) })}
          inputMode="decimal"
          autoComplete="off"
          value={form.customAmount}
          problem={problem("customAmount")}
          onChange={(customAmount) => onChange({ customAmount })}
        />
      ) : null}
      <Choice<FeePayer>
        label={t("dialog.feePayer")}
        value={form.feePayer}
        options={[
          { value: "merchant", label: t("dialog.merchant") },
          { value: "shopper", label: t("dialog.shopper") },
        ]}
        onChange={(feePayer) => onChange({ feePayer })}
      />
      <Destination form={form} payment={payment} problem={problem} onChange={onChange} />
      <TextField
        label={t("dialog.note")}
        hint={t("dialog.noteHint")}
        value={form.note}
        maxLength={1000}
        onChange={(note) => onChange({ note })}
      />
    </form>
  );

  function partLabel(part: Part): string {
    const amount = formatFiat(locale, mostOf(payment, part), payment.currency_code);
    if (part === "part") return t("dialog.part");
    if (part === "full") return t("dialog.full", { amount });
    return t(payment.captured_at ? "dialog.overpaid" : "dialog.unclaimed", { amount });
  }
}

interface CurrencyFieldProps {
  form: RefundForm;
  paidIn: string | null;
  onChange: (change: Partial<RefundForm>) => void;
}

function CurrencyField({ form, paidIn, onChange }: CurrencyFieldProps) {
  const { t } = useTranslations();
  const { data: currencies = [] } = useCurrencies();
  const codes = new Set([...(paidIn ? [paidIn] : []), ...currencies.map(({ code }) => code)]);
  return (
    <SelectField
      label={t("dialog.currency")}
      value={form.currency}
      options={[...codes].map((code) => ({
        value: code,
        label: code === paidIn ? `${currencyName(code)}, ${t("dialog.sameCurrency")}` : currencyName(code),
      }))}
      onChange={(currency) =>
        // The same crypto can be refunded only in the currency of the payment.
        onChange({ currency, ...(form.basis === "crypto" && currency !== paidIn ? { basis: "fiat" } : {}) })
      }
    />
  );
}

interface DestinationProps {
  form: RefundForm;
  payment: Payment;
  problem: (field: keyof RefundForm) => string | undefined;
  onChange: (change: Partial<RefundForm>) => void;
}

function Destination({ form, payment, problem, onChange }: DestinationProps) {
  const { t } = useTranslations();
  const id = useId();
  const sender = invoiceOf(payment).sender_address ?? payment.sender_address;
  return (
    <div className="flex flex-col gap-y-3">
      <Choice<Where>
        label={t("dialog.where")}
        value={form.where}
        options={[
          { value: "claim", label: t("dialog.claim"), hint: t("dialog.claimHint") },
          { value: "typed", label: t("dialog.typed") },
          ...(sender ? [{ value: "sender" as const, label: t("dialog.sender"), hint: sender }] : []),
        ]}
        onChange={(where) => onChange({ where })}
      />
      {form.where === "typed" ? (
        <TextField
          label={t("dialog.address")}
          autoComplete="off"
          spellCheck={false}
          value={form.address}
          problem={problem("address")}
          onChange={(address) => onChange({ address })}
        />
      ) : null}
      {form.where === "sender" ? (
        <>
          <Alert variant="warning">{t("dialog.senderWarning")}</Alert>
          <div className="flex items-center gap-x-2">
            <Checkbox
              id={id}
              checked={form.senderConfirmed}
              aria-describedby={`${id}-problem`}
              onCheckedChange={(checked) => onChange({ senderConfirmed: checked === true })}
            />
            <Label size="small" htmlFor={id}>
              {t("dialog.senderConfirm")}
            </Label>
          </div>
          <Hint id={`${id}-problem`} variant="error" role="alert" hidden={!problem("senderConfirmed")}>
            {problem("senderConfirmed")}
          </Hint>
        </>
      ) : null}
    </div>
  );
}
