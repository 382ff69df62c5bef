import { useMessages } from "../ui/use-messages.ts";

/** The order's number, with a link to its page if the address is known. */
export function OrderLink({ order, href }: { order: unknown; href: string | undefined }) {
  const { format } = useMessages();
  const { display_id, id } = (order ?? {}) as { display_id?: unknown; id?: unknown };
  const number = display_id ?? id;
  if (typeof number !== "string" && typeof number !== "number") return null;
  const text = format("orderNumber", { number: `${number}` });
  return <p data-testid="order-number">{href ? <a href={href}>{text}</a> : text}</p>;
}
