/** Whether the page can be seen. */
export interface Visibility {
  isVisible(): boolean;
  /** Calls back on every change. Returns a function that ends this. */
  onChange(callback: () => void): () => void;
}

/** The document's visibility. Without a document always visible. */
export const pageVisibility: Visibility = {
  isVisible: () => typeof document === "undefined" || document.visibilityState === "visible",
  onChange(callback) {
    if (typeof document === "undefined") return () => {};
    document.addEventListener("visibilitychange", callback);
    return () => document.removeEventListener("visibilitychange", callback);
  },
};
