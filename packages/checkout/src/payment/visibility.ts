/** Whether anybody can see the page. */
export interface Visibility {
  isVisible(): boolean;
  /** Calls back on each change; returns how to stop that. */
  onChange(callback: () => void): () => void;
}

/** The browser's page visibility; always visible where there is no document. */
export const pageVisibility: Visibility = {
  isVisible: () => typeof document === "undefined" || document.visibilityState === "visible",
  onChange(callback) {
    if (typeof document === "undefined") return () => {};
    document.addEventListener("visibilitychange", callback);
    return () => document.removeEventListener("visibilitychange", callback);
  },
};
