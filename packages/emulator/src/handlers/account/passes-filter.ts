/** The vendor's filter on a text field. Every given condition must hold. */
export interface Filter {
  readonly equals?: string | undefined;
  readonly notEquals?: string | undefined;
  readonly specified?: boolean | undefined;
  readonly in?: readonly string[] | undefined;
  readonly notIn?: readonly string[] | undefined;
  readonly contains?: string | undefined;
  readonly doesNotContain?: string | undefined;
}

/** Whether a value passes a filter. Without a filter every value does. */
export function passesFilter(value: string, filter: Filter = {}): boolean {
  return (
    (filter.equals === undefined || value === filter.equals) &&
    (filter.notEquals === undefined || value !== filter.notEquals) &&
    filter.specified !== false &&
    (filter.in === undefined || filter.in.includes(value)) &&
    (filter.notIn === undefined || !filter.notIn.includes(value)) &&
    (filter.contains === undefined || value.includes(filter.contains)) &&
    (filter.doesNotContain === undefined || !value.includes(filter.doesNotContain))
  );
}
