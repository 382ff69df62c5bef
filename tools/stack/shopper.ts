import { createJsonApi, type JsonApi } from "@calypso-commerce/testkit/json-api";

export interface Checkout {
  cartId: string;
  paymentCollectionId: string;
  sessionId: string;
  /** The payment session's data that a storefront can read. */
  data: Record<string, unknown>;
  /** The cart's total. */
  total: number;
  currency: string;
}

export interface FilledCart {
  id: string;
  regionId: string;
  variantId: string;
  total: number;
  currency: string;
}

export interface CheckoutOptions {
  regionCurrency?: string;
  flow?: "invoice" | "widget";
  cryptoCurrency?: string;
  quantity?: number;
}

interface Region {
  id: string;
  currency_code: string;
  countries: { iso_2: string }[];
}

/** Does what a shopper does in a storefront, up to the payment, through the Store API. */
export function createShopper(storeUrl: string, publishableKey: string) {
  const api: JsonApi = createJsonApi(storeUrl, { "x-publishable-api-key": publishableKey });
  return {
    api,

    /** A cart that only lacks a payment. */
    async fillCart(options: CheckoutOptions = {}): Promise<FilledCart> {
      const { regionCurrency = "eur", quantity = 1 } = options;
      const { regions } = await api.get<{ regions: Region[] }>("/store/regions?fields=id,currency_code,*countries");
      const region = regions.find((each) => each.currency_code === regionCurrency);
      if (!region) throw new Error(`the store has no region in ${regionCurrency}`);
      const { products } = await api.get<{ products: { variants: { id: string }[] }[] }>(
        `/store/products?region_id=${region.id}&limit=1`,
      );
      const variant = products[0]?.variants[0];
      if (!variant) throw new Error("the store has no product");

      const { cart } = await api.post<{ cart: { id: string } }>("/store/carts", {
        region_id: region.id,
        email: "shopper@example.com",
      });
      await api.post(`/store/carts/${cart.id}/line-items`, { variant_id: variant.id, quantity });
      const address = {
        first_name: "Ada",
        last_name: "Lovelace",
        address_1: "1 Example Street",
        city: "Berlin",
        postal_code: "10115",
        country_code: region.countries[0]?.iso_2 ?? "de",
      };
      await api.post(`/store/carts/${cart.id}`, { shipping_address: address, billing_address: address });
      const { shipping_options } = await api.get<{ shipping_options: { id: string }[] }>(
        `/store/shipping-options?cart_id=${cart.id}`,
      );
      const shipping = shipping_options[0];
      if (!shipping) throw new Error("the store offers no shipping");
      const shipped = await api.post<{ cart: { total: number; currency_code: string } }>(
        `/store/carts/${cart.id}/shipping-methods`,
        { option_id: shipping.id },
      );
      return {
        id: cart.id,
        regionId: region.id,
        variantId: variant.id,
        total: shipped.cart.total,
        currency: shipped.cart.currency_code,
      };
    },

    async checkout(options: CheckoutOptions = {}): Promise<Checkout> {
      const { flow = "invoice" } = options;
      const cart = await this.fillCart(options);
      const { payment_collection } = await api.post<{ payment_collection: { id: string } }>(
        "/store/payment-collections",
        {
          cart_id: cart.id,
        },
      );
      const session = await this.startPayment(payment_collection.id, {
        flow,
        ...(flow === "invoice" ? { crypto_currency: options.cryptoCurrency ?? "USDT_TRX" } : {}),
      });
      return {
        cartId: cart.id,
        paymentCollectionId: payment_collection.id,
        sessionId: session.id,
        data: session.data,
        total: cart.total,
        currency: cart.currency,
      };
    },

    /** Starts a payment session and replaces an earlier one. */
    async startPayment(paymentCollectionId: string, data: Record<string, unknown>) {
      const { payment_collection } = await api.post<{
        payment_collection: { payment_sessions: { id: string; data: Record<string, unknown> }[] };
      }>(`/store/payment-collections/${paymentCollectionId}/payment-sessions`, {
        provider_id: "pp_calypso_calypso",
        data,
      });
      const session = payment_collection.payment_sessions[0];
      if (!session) throw new Error("the store created no payment session");
      return session;
    },

    status: (sessionId: string) =>
      api.get<{ payment: Record<string, unknown> }>(`/store/calypso/payments/${sessionId}`),
  };
}

export type Shopper = ReturnType<typeof createShopper>;
