import Medusa from "@medusajs/js-sdk";
import { settings } from "../settings.ts";

export const sdk = new Medusa({ baseUrl: settings.medusaUrl, publishableKey: settings.publishableKey });

export type Region = Awaited<ReturnType<typeof sdk.store.region.list>>["regions"][number];
export type Product = Awaited<ReturnType<typeof sdk.store.product.list>>["products"][number];
export type Cart = Awaited<ReturnType<typeof sdk.store.cart.retrieve>>["cart"];
export type Order = Awaited<ReturnType<typeof sdk.store.order.retrieve>>["order"];

/** The cart fields that the checkout needs in addition to Medusa's defaults. */
export const cartFields = "+completed_at,*shipping_methods,*payment_collection.payment_sessions";
