import { Link } from "wouter";
import { useStore } from "../store/store-provider.tsx";

export function Header() {
  const { regions, region, cart, chooseRegion } = useStore();
  const count = cart?.items?.reduce((sum, item) => sum + item.quantity, 0) ?? 0;
  return (
    <header className="top">
      <div className="wide">
        <Link href="/" className="brand">
          <img src="/icon.svg" alt="" width="28" height="28" />
          Ogygia
        </Link>
        <div className="tools">
          <label>
            <span className="hidden">Region and currency</span>
            <select
              value={region.id}
              onChange={(event) => void chooseRegion(event.target.value)}
              data-testid="region-select"
            >
              {regions.map(({ id, name, currency_code }) => (
                <option key={id} value={id}>
                  {name} ({currency_code.toUpperCase()})
                </option>
              ))}
            </select>
          </label>
          <Link href="/cart" className="cart-link" data-testid="cart-link">
            Cart<span className="count">{count}</span>
          </Link>
        </div>
      </div>
    </header>
  );
}
