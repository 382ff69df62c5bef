import { useState } from "react";
import { Link } from "wouter";
import { formatMoney } from "../store/format-money.ts";
import { type Product, sdk } from "../store/sdk.ts";
import { useStore } from "../store/store-provider.tsx";
import { useLoad } from "../store/use-load.ts";
import { NoticePage } from "../ui/notice.tsx";
import { Picture } from "../ui/picture.tsx";

export function ProductPage({ handle }: { handle: string }) {
  const { region } = useStore();
  const { data, error } = useLoad(`${handle} ${region.id}`, async () => {
    const { products } = await sdk.store.product.list({
      handle,
      region_id: region.id,
      fields: "*variants.calculated_price",
    });
    return { product: products[0] };
  });

  if (error) {
    return (
      <NoticePage title="Sorry" tone="bad">
        We couldn’t load this product. Please reload the page.
      </NoticePage>
    );
  }
  if (!data) return <NoticePage title="Ogygia">Loading…</NoticePage>;
  if (!data.product) return <NoticePage title="Not found">We couldn’t find this product.</NoticePage>;
  return <Details key={data.product.id} product={data.product} />;
}

function Details({ product }: { product: Product }) {
  const { region, addToCart } = useStore();
  // Medusa returns them in no particular order. SKUs sort in the seed's order.
  const variants = (product.variants ?? []).toSorted((a, b) => (a.sku ?? "").localeCompare(b.sku ?? ""));
  const [variantId, setVariantId] = useState(variants[0]?.id);
  const [state, setState] = useState<"idle" | "adding" | "added" | "failed">("idle");
  const variant = variants.find(({ id }) => id === variantId);

  async function add() {
    if (!variantId || state === "adding") return;
    setState("adding");
    try {
      await addToCart(variantId);
      setState("added");
    } catch {
      setState("failed");
    }
  }

  return (
    <main className="wide details">
      <Picture handle={product.handle} title={product.title} size={560} />
      <div>
        <p className="crumbs">
          <Link href="/">All products</Link>
        </p>
        <h1>{product.title}</h1>
        <p className="subtitle">{product.subtitle}</p>
        <p className="price large" data-testid="price">
          {formatMoney(variant?.calculated_price?.calculated_amount, region.currency_code)}
        </p>
        <p>{product.description}</p>
        {variants.length > 1 && (
          <fieldset className="sizes">
            <legend>Size</legend>
            {variants.map(({ id, title }) => (
              <label key={id}>
                <input type="radio" name="variant" checked={id === variantId} onChange={() => setVariantId(id)} />
                <span>{title}</span>
              </label>
            ))}
          </fieldset>
        )}
        <button
          type="button"
          className="primary"
          onClick={add}
          aria-disabled={state === "adding"}
          data-testid="add-to-cart"
        >
          Add to cart
        </button>
        <p role="status" className="after" data-testid="add-status">
          {state === "added" && (
            <>
              Added to your cart. <Link href="/cart">View cart</Link>
            </>
          )}
          {state === "failed" && "We couldn’t add it. Please try again."}
        </p>
        <dl className="facts">
          <dt>Material</dt>
          <dd>{product.material}</dd>
          <dt>Delivery</dt>
          <dd>3 to 5 working days, or next-day express</dd>
          <dt>Payment</dt>
          <dd>Bitcoin, Ether, USDT, USDC and more</dd>
        </dl>
      </div>
    </main>
  );
}
