import { type FormEvent, useState } from "react";
import { formatMoney } from "../store/format-money.ts";
import { type Cart, sdk } from "../store/sdk.ts";
import { useLoad } from "../store/use-load.ts";
import { Notice } from "../ui/notice.tsx";

interface DeliveryFormProps {
  cart: Cart;
  onChoose: (optionId: string) => Promise<void>;
}

export function DeliveryForm({ cart, onChoose }: DeliveryFormProps) {
  const { data, error } = useLoad(`${cart.id} ${cart.region_id}`, () =>
    sdk.store.fulfillment.listCartOptions({ cart_id: cart.id }),
  );
  const [state, setState] = useState<"idle" | "saving" | "failed">("idle");
  const options = data?.shipping_options.toSorted((a, b) => a.amount - b.amount) ?? [];
  const chosen = cart.shipping_methods?.[0]?.shipping_option_id ?? options[0]?.id;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const id = new FormData(event.currentTarget).get("option");
    if (typeof id !== "string" || state === "saving") return;
    setState("saving");
    try {
      await onChoose(id);
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  if (error) return <Notice tone="bad">We couldn’t load the delivery options. Please reload the page.</Notice>;
  if (!data) return <Notice>Loading…</Notice>;
  if (options.length === 0) return <Notice>We don’t deliver there yet.</Notice>;
  return (
    <form onSubmit={submit} aria-label="Delivery">
      <fieldset className="options">
        <legend className="hidden">Delivery</legend>
        {options.map((option) => (
          <label key={option.id}>
            <input type="radio" name="option" value={option.id} defaultChecked={option.id === chosen} />
            <span>
              {option.name}
              <small>{option.type?.description}</small>
            </span>
            <span className="number">{formatMoney(option.amount, cart.currency_code)}</span>
          </label>
        ))}
      </fieldset>
      {state === "failed" && <Notice tone="bad">We couldn’t save your choice. Please try again.</Notice>}
      <button type="submit" className="primary" aria-disabled={state === "saving"}>
        Continue to payment
      </button>
    </form>
  );
}
