/** An amount as Medusa's Store API gives it, in the currency's own way of writing it. */
export function formatMoney(amount: number | null | undefined, currencyCode: string): string {
  if (amount === null || amount === undefined) return "–";
  return new Intl.NumberFormat("en", { style: "currency", currency: currencyCode.toUpperCase() }).format(amount);
}
