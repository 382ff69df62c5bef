import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { type Cart, cartFields, type Region, sdk } from "./sdk.ts";
import { stored } from "./stored.ts";

interface Store {
  regions: Region[];
  region: Region;
  /** Undefined until the shopper adds something. */
  cart: Cart | undefined;
  /** A cart that became an order while the shopper was away. */
  completedCartId: string | undefined;
  /** Moves the shopper and the cart to another region. */
  chooseRegion(id: string): Promise<void>;
  addToCart(variantId: string): Promise<void>;
  setQuantity(lineId: string, quantity: number): Promise<void>;
  updateCart(change: Parameters<typeof sdk.store.cart.update>[1]): Promise<void>;
  chooseShipping(optionId: string): Promise<void>;
  refreshCart(): Promise<Cart | undefined>;
  /** Forgets the cart once it is an order. */
  leaveCart(): void;
}

const StoreContext = createContext<Store | undefined>(undefined);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("useStore outside of StoreProvider");
  return store;
}

/** Loads the regions and the cart of the last visit before it renders the children. */
export function StoreProvider({ children, fallback }: { children: ReactNode; fallback: (error?: Error) => ReactNode }) {
  const [start, setStart] = useState<{ regions: Region[]; cart: Cart | undefined }>();
  const [error, setError] = useState<Error>();

  useEffect(() => {
    Promise.all([sdk.store.region.list({ fields: "id,name,currency_code,*countries" }), loadCart()])
      .then(([{ regions }, cart]) => setStart({ regions, cart }))
      .catch(setError);
  }, []);

  if (!start || start.regions.length === 0) {
    return fallback(error ?? (start && new Error("the store has no region. Has it been seeded?")));
  }
  return <LoadedStore {...start}>{children}</LoadedStore>;
}

async function loadCart(): Promise<Cart | undefined> {
  const id = stored.cartId.get();
  if (!id) return undefined;
  try {
    return (await sdk.store.cart.retrieve(id, { fields: cartFields })).cart;
  } catch (error) {
    if ((error as { status?: number }).status !== 404) throw error;
    stored.cartId.clear();
    return undefined;
  }
}

function LoadedStore(props: { regions: Region[]; cart: Cart | undefined; children: ReactNode }) {
  const { regions, children } = props;
  const [cart, setCart] = useState(props.cart);
  const [regionId, setRegionId] = useState(props.cart?.region_id ?? stored.regionId.get());
  const region = regions.find(({ id }) => id === regionId) ?? europeFirst(regions);

  const ensureCart = useCallback(async () => {
    if (cart && !isCompleted(cart)) return cart.id;
    const created = await sdk.store.cart.create({ region_id: region.id });
    stored.cartId.set(created.cart.id);
    return created.cart.id;
  }, [cart, region.id]);

  const store = useMemo((): Store => {
    const show = (answer: { cart: Cart }) => setCart(answer.cart);
    const query = { fields: cartFields };
    return {
      regions,
      region,
      cart: cart && !isCompleted(cart) ? cart : undefined,
      completedCartId: cart && isCompleted(cart) ? cart.id : undefined,
      async chooseRegion(id) {
        stored.regionId.set(id);
        setRegionId(id);
        if (cart && !isCompleted(cart)) show(await sdk.store.cart.update(cart.id, { region_id: id }, query));
      },
      async addToCart(variantId) {
        show(await sdk.store.cart.createLineItem(await ensureCart(), { variant_id: variantId, quantity: 1 }, query));
      },
      async setQuantity(lineId, quantity) {
        const id = await ensureCart();
        if (quantity > 0) show(await sdk.store.cart.updateLineItem(id, lineId, { quantity }, query));
        else {
          await sdk.store.cart.deleteLineItem(id, lineId);
          show(await sdk.store.cart.retrieve(id, query));
        }
      },
      async updateCart(change) {
        show(await sdk.store.cart.update(await ensureCart(), change, query));
      },
      async chooseShipping(optionId) {
        show(await sdk.store.cart.addShippingMethod(await ensureCart(), { option_id: optionId }, query));
      },
      async refreshCart() {
        const fresh = await loadCart();
        setCart(fresh);
        return fresh;
      },
      leaveCart() {
        stored.cartId.clear();
        setCart(undefined);
      },
    };
  }, [regions, region, cart, ensureCart]);

  return <StoreContext.Provider value={store}>{children}</StoreContext.Provider>;
}

function isCompleted(cart: Cart): boolean {
  return Boolean((cart as { completed_at?: string | null }).completed_at);
}

function europeFirst(regions: Region[]): Region {
  const region = regions.find(({ currency_code }) => currency_code === "eur") ?? regions[0];
  if (!region) throw new Error("the store has no region");
  return region;
}
