/** Values kept in this browser. */
export const stored = {
  cartId: entry("ogygia.cart"),
  regionId: entry("ogygia.region"),
};

function entry(key: string) {
  return {
    get: () => localStorage.getItem(key) ?? undefined,
    set: (value: string) => localStorage.setItem(key, value),
    clear: () => localStorage.removeItem(key),
  };
}
