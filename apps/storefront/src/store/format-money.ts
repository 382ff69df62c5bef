/** An amount in major units, as Medusa's Store API returns it, with its currency. */
export function formatMoney(amount: number | null | undefined, currencyCode: string): string {
  if (amount === null || amount === undefined) return "–";
  return new Intl.NumberFormat("en", { style: "currency", currency: currencyCode.toUpperCase() }).format(amount);
}
