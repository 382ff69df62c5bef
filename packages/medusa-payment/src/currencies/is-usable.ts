/** Whether the vendor issues invoices in a currency of its list. A flag that the answer leaves out doesn't exclude it. */
export const isUsable = ({
  enabled,
  active,
}: {
  enabled?: boolean | undefined;
  active?: boolean | undefined;
}): boolean => enabled !== false && active !== false;
