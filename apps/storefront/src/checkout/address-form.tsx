import { type FormEvent, useState } from "react";
import type { Cart, Region } from "../store/sdk.ts";

type Field = [name: string, label: string, autoComplete: string, type?: string];

const fields: Field[] = [
  ["email", "Email", "email", "email"],
  ["first_name", "First name", "given-name"],
  ["last_name", "Last name", "family-name"],
  ["address_1", "Street and number", "address-line1"],
  ["postal_code", "Postal code", "postal-code"],
  ["city", "City", "address-level2"],
];

interface AddressFormProps {
  cart: Cart;
  region: Region;
  onSave: (change: { email: string; shipping_address: object; billing_address: object }) => Promise<void>;
}

export function AddressForm({ cart, region, onSave }: AddressFormProps) {
  const [state, setState] = useState<"idle" | "saving" | "failed">("idle");
  const known: Record<string, unknown> = { ...cart.shipping_address, email: cart.email };

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (state === "saving") return;
    const { email, ...address } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    setState("saving");
    try {
      await onSave({ email: email ?? "", shipping_address: address, billing_address: address });
      setState("idle");
    } catch {
      setState("failed");
    }
  }

  return (
    <form className="address" onSubmit={submit} aria-label="Address">
      {fields.map(([name, label, autoComplete, type = "text"]) => (
        <label key={name} data-field={name}>
          {label}
          <input
            name={name}
            type={type}
            autoComplete={autoComplete}
            required
            defaultValue={String(known[name] ?? "")}
          />
        </label>
      ))}
      <label data-field="country_code">
        Country
        <select name="country_code" autoComplete="country" defaultValue={String(known.country_code ?? "")}>
          {region.countries?.map(({ iso_2, display_name }) => (
            <option key={iso_2} value={iso_2}>
              {display_name}
            </option>
          ))}
        </select>
      </label>
      {state === "failed" && (
        <p className="notice bad" role="alert">
          We couldn’t save your address. Please check it and try again.
        </p>
      )}
      <button type="submit" className="primary" aria-disabled={state === "saving"}>
        Continue to delivery
      </button>
    </form>
  );
}
