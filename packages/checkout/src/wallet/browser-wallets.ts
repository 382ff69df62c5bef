/** What a wallet in the browser answers to. Source: EIP-1193. */
export interface WalletProvider {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

/** A wallet that announced itself. Source: EIP-6963. */
export interface BrowserWallet {
  info: { uuid: string; name: string };
  provider: WalletProvider;
}

/** Asks the browser's wallets to announce themselves and calls back with all that did. Returns what stops listening. */
export function listenForWallets(onChange: (wallets: BrowserWallet[]) => void): () => void {
  const wallets = new Map<string, BrowserWallet>();
  const add = (event: Event) => {
    const detail = (event as CustomEvent<unknown>).detail;
    if (!isWallet(detail)) return;
    wallets.set(detail.info.uuid, detail);
    onChange([...wallets.values()]);
  };
  window.addEventListener("eip6963:announceProvider", add);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  return () => window.removeEventListener("eip6963:announceProvider", add);
}

/** Any script of the page can announce a wallet. */
function isWallet(detail: unknown): detail is BrowserWallet {
  const { info, provider } = (detail ?? {}) as Partial<BrowserWallet>;
  return (
    typeof info?.uuid === "string" &&
    typeof info.name === "string" &&
    info.name !== "" &&
    typeof provider?.request === "function"
  );
}
