import type { WalletProvider } from "./browser-wallets.ts";
import type { Transfer } from "./parse-transfer.ts";

export type TransferResult =
  | { state: "sent"; hash: string }
  /** The shopper said no. */
  | { state: "refused" }
  /** The wallet stays on another chain, or doesn't know the one that is needed. */
  | { state: "wrong_network" }
  | { state: "failed"; cause: unknown };

/** `transfer(address,uint256)`. Source: ERC-20. */
const transferSelector = "a9059cbb";

/** Asks a wallet to send a transfer on its chain, and switches the wallet to that chain first. Sends nothing elsewhere. */
export async function sendTransfer(wallet: WalletProvider, transfer: Transfer): Promise<TransferResult> {
  try {
    const [from] = (await wallet.request({ method: "eth_requestAccounts" })) as string[];
    if (!(await isOnChain(wallet, transfer.chainId))) {
      try {
        await wallet.request({ method: "wallet_switchEthereumChain", params: [{ chainId: hex(transfer.chainId) }] });
      } catch (error) {
        return isRefusal(error) ? { state: "refused" } : { state: "wrong_network" };
      }
      if (!(await isOnChain(wallet, transfer.chainId))) return { state: "wrong_network" };
    }
    const hash = await wallet.request({ method: "eth_sendTransaction", params: [{ from, ...call(transfer) }] });
    return { state: "sent", hash: String(hash) };
  } catch (cause) {
    return isRefusal(cause) ? { state: "refused" } : { state: "failed", cause };
  }
}

async function isOnChain(wallet: WalletProvider, chainId: number): Promise<boolean> {
  return Number(await wallet.request({ method: "eth_chainId" })) === chainId;
}

/** `chainId` is part of the transaction, so that a wallet which was switched meanwhile refuses it. */
function call({ chainId, to, units, token }: Transfer): Record<string, string> {
  if (!token) return { to, value: hex(units), chainId: hex(chainId) };
  const words = [to.slice(2).toLowerCase(), units.toString(16)].map((word) => word.padStart(64, "0"));
  return { to: token, value: "0x0", data: `0x${transferSelector}${words.join("")}`, chainId: hex(chainId) };
}

const hex = (value: number | bigint) => `0x${value.toString(16)}`;

/** 4001 is EIP-1193's "user rejected request". */
function isRefusal(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 4001;
}
