import { useEffect, useState } from "react";
import { type BrowserWallet, listenForWallets } from "../../wallet/browser-wallets.ts";
import type { Transfer } from "../../wallet/parse-transfer.ts";
import { sendTransfer, type TransferResult } from "../../wallet/send-transfer.ts";
import { useMessages } from "../ui/use-messages.ts";

interface PayWithWalletProps {
  transfer: Transfer;
  network: string;
}

type State = "idle" | "asking" | TransferResult["state"];

/** Buttons for the browser's own wallets, which send the exact amount on the right chain. Nothing without a wallet. */
export function PayWithWallet({ transfer, network }: PayWithWalletProps) {
  const { messages, format, announce } = useMessages();
  const sent = `calypso-sent ${transfer.chainId} ${transfer.token ?? ""} ${transfer.to} ${transfer.units}`;
  const [wallets, setWallets] = useState<BrowserWallet[]>([]);
  // After a reload the transaction may not be seen yet: a second one would pay twice.
  const [state, setState] = useState<State>(() => (wasSent(sent) ? "sent" : "idle"));
  useEffect(() => listenForWallets(setWallets), []);

  const texts: Record<Exclude<State, "idle">, string> = {
    asking: messages.walletAsking,
    sent: messages.walletSent,
    refused: messages.walletRefused,
    wrong_network: format("walletWrongNetwork", { network }),
    failed: messages.walletFailed,
  };

  async function pay(wallet: BrowserWallet) {
    if (state === "asking" || state === "sent") return;
    setState("asking");
    const result = await sendTransfer(wallet.provider, transfer);
    if (result.state === "sent") rememberSent(sent);
    setState(result.state);
    announce(texts[result.state]);
  }

  if (wallets.length === 0 && state === "idle") return null;
  return (
    <div className="actions" data-testid="wallets" data-state={state}>
      {state !== "sent" &&
        wallets.map((wallet) => (
          <button
            key={wallet.info.uuid}
            type="button"
            className="primary"
            aria-disabled={state === "asking"}
            onClick={() => void pay(wallet)}
            data-testid="pay-with-wallet"
          >
            {format("walletPay", { wallet: wallet.info.name })}
          </button>
        ))}
      {state !== "idle" && (
        <p className={`note ${state === "asking" || state === "sent" ? "" : "warn"}`} data-testid="wallet-note">
          {texts[state]}
        </p>
      )}
    </div>
  );
}

function wasSent(key: string): boolean {
  try {
    return sessionStorage.getItem(key) !== null;
  } catch {
    // Storage is off in this browser.
    return false;
  }
}

function rememberSent(key: string): void {
  try {
    sessionStorage.setItem(key, "1");
  } catch {
    // Storage is off in this browser.
  }
}
