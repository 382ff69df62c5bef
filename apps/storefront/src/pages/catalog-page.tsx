import { Link } from "wouter";
import { formatMoney } from "../store/format-money.ts";
import { sdk } from "../store/sdk.ts";
import { useStore } from "../store/store-provider.tsx";
import { useLoad } from "../store/use-load.ts";
import { Notice } from "../ui/notice.tsx";
import { Picture } from "../ui/picture.tsx";

export function CatalogPage() {
  const { region } = useStore();
  const { data, error } = useLoad(region.id, () =>
    sdk.store.product.list({ region_id: region.id, limit: 50, fields: "*variants.calculated_price" }),
  );

  return (
    <main className="wide">
      <section className="hero">
        <h1>Goods from the island</h1>
        <p>Made slowly, in small batches, to last for years. Pay from your wallet in the currency you hold.</p>
      </section>
      {error && <Notice tone="bad">We couldn’t load the products. Please reload the page.</Notice>}
      {!data && !error && <Notice>Loading…</Notice>}
      <ul className="grid" data-testid="products">
        {data?.products.map((product) => (
          <li key={product.id}>
            <Link href={`/products/${product.handle}`} className="product" data-testid={`product-${product.handle}`}>
              <Picture handle={product.handle} title="" size={320} />
              <span className="title">{product.title}</span>
              <span className="subtitle">{product.subtitle}</span>
              <span className="price">
                {formatMoney(product.variants?.[0]?.calculated_price?.calculated_amount, region.currency_code)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
