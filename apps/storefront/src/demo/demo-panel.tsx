import { useCallback, useEffect, useState } from "react";
import { settings } from "../settings.ts";
import { AppearanceControls } from "./appearance-controls.tsx";
import { commandEmulator, type EmulatorState, readEmulator } from "./emulator.ts";
import { InvoiceControls } from "./invoice-controls.tsx";

/** Lets a developer play the shopper's wallet and the blockchain, through the emulator. */
export function DemoPanel() {
  const [open, setOpen] = useState(() => window.matchMedia("(min-width: 1400px)").matches);
  const [state, setState] = useState<EmulatorState>();
  const [error, setError] = useState<string>();

  const refresh = useCallback(async () => {
    try {
      setState(await readEmulator());
      setError(undefined);
    } catch {
      setError("The emulator doesn’t answer.");
    }
  }, []);

  useEffect(() => {
    if (!open) return;
    void refresh();
    const timer = setInterval(() => document.visibilityState === "visible" && void refresh(), 1500);
    return () => clearInterval(timer);
  }, [open, refresh]);

  async function run(path: string, body?: object) {
    try {
      await commandEmulator(path, body);
      await refresh();
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure));
    }
  }

  const invoice = state?.invoices[0];
  const widget = state?.widgets[0];
  const chosenWidget = widget && widget.createdAtMs >= (invoice?.createdAtMs ?? 0) && widget.invoices.length === 0;

  return (
    <aside className={open ? "demo open" : "demo"} aria-label="Developer panel" data-testid="demo-panel">
      <button type="button" className="demo-toggle" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Hide developer panel" : "Developer panel"}
      </button>
      {open && (
        <div className="demo-body">
          <h2>Play the wallet</h2>
          {error && (
            <p className="notice bad" role="alert">
              {error}
            </p>
          )}
          {chosenWidget ? (
            <>
              <p>A payment page is open. Choose a currency for the shopper:</p>
              <div className="demo-buttons">
                {["USDT_TRX", "BTC", "ETH"].map((currency) => (
                  <button
                    key={currency}
                    type="button"
                    onClick={() => run(`widgets/${widget.idempotencyKey}/choose`, { currency })}
                  >
                    {currency}
                  </button>
                ))}
              </div>
            </>
          ) : invoice ? (
            <InvoiceControls invoice={invoice} run={run} />
          ) : (
            <p>Start a payment at checkout. It appears here, and you pay it with a click.</p>
          )}
          <AppearanceControls />
          <p>
            <a href={`${settings.emulatorUrl}/_emulator`} target="_blank" rel="noopener">
              Open the emulator
            </a>
          </p>
        </div>
      )}
    </aside>
  );
}
