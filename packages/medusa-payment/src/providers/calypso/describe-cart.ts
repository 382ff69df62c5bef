import { container } from "@medusajs/framework";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import type { CalypsoSettings } from "../../options/calypso-options";

const DESCRIPTION_MAX = 250;

/** What an invoice says about its cart. */
export interface CartDescription {
  cartId: string | undefined;
  metadata: Record<string, unknown> | null;
  regionId: string | undefined;
  description: string;
  /** The links from the options, with their placeholders filled in. */
  links(sessionId: string): { returnUrl?: string; logoUrl?: string; supportUrl?: string };
}

interface GraphCart {
  cart?: {
    id: string;
    region_id: string | null;
    metadata: Record<string, unknown> | null;
    items?: { title: string; product_title: string | null; quantity: number }[];
  } | null;
}

/**
 * Describes the cart of a payment collection. It uses the application's container, since a provider's own has only the payment module.
 * A collection without a cart (an order's) is described by the store's name alone.
 */
export async function describeCart(
  collectionId: string,
  settings: CalypsoSettings["checkout"],
): Promise<CartDescription> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const [{ data: links }, { data: stores }] = await Promise.all([
    query.graph({
      entity: "cart_payment_collection",
      fields: [
        "cart.id",
        "cart.region_id",
        "cart.metadata",
        "cart.items.title",
        "cart.items.product_title",
        "cart.items.quantity",
      ],
      filters: { payment_collection_id: collectionId },
    }),
    query.graph({ entity: "store", fields: ["name"] }),
  ]);
  const cart = (links as unknown as GraphCart[])[0]?.cart ?? undefined;
  const items = (cart?.items ?? []).map(({ title, product_title, quantity }) => {
    const name = product_title ?? title;
    return quantity > 1 ? `${quantity} × ${name}` : name;
  });
  const store: string = stores[0]?.name ?? "Order";
  const words = { store, items: items.join(", "), cart: cart?.id ?? "" };
  const described = fill(settings.description, words)
    .replace(/[\s:,–-]+$/, "")
    .trim();
  return {
    cartId: cart?.id,
    metadata: cart?.metadata ?? null,
    regionId: cart?.region_id ?? undefined,
    description: shorten(described || store),
    links: (session) => {
      const values = { cart: cart?.id ?? "", session };
      return {
        ...(settings.returnUrl ? { returnUrl: fill(settings.returnUrl, values) } : {}),
        ...(settings.logoUrl ? { logoUrl: settings.logoUrl } : {}),
        ...(settings.supportUrl ? { supportUrl: settings.supportUrl } : {}),
      };
    },
  };
}

/** Fills a template's `{placeholders}`. Unknown placeholders stay as they are. */
function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

function shorten(text: string): string {
  return text.length <= DESCRIPTION_MAX ? text : `${text.slice(0, DESCRIPTION_MAX - 1)}…`;
}
