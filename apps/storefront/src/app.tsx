import { useEffect } from "react";
import { Route, Switch, useLocation } from "wouter";
import { DemoPanel } from "./demo/demo-panel.tsx";
import { LookProvider } from "./demo/look-context.tsx";
import { CartPage } from "./pages/cart-page.tsx";
import { Catalog } from "./pages/catalog.tsx";
import { CheckoutPage } from "./pages/checkout-page.tsx";
import { OrderPage } from "./pages/order-page.tsx";
import { ProductPage } from "./pages/product-page.tsx";
import { RefundPage } from "./pages/refund-page.tsx";
import { settings } from "./settings.ts";
import { ShopProvider } from "./shop/shop-context.tsx";
import { Header } from "./ui/header.tsx";
import { NoticePage } from "./ui/notice.tsx";

export function App() {
  return (
    <LookProvider>
      <ShopProvider
        fallback={(error) =>
          error ? (
            <NoticePage title="Ogygia" tone="bad">
              The shop doesn’t answer: {error.message}
            </NoticePage>
          ) : (
            <NoticePage title="Ogygia">Loading…</NoticePage>
          )
        }
      >
        <div className="page">
          <Header />
          <Pages />
          <footer className="bottom">
            <div className="wide">Ogygia is a demo: nothing is sold, and no real money moves.</div>
          </footer>
        </div>
        {settings.emulatorUrl && <DemoPanel />}
      </ShopProvider>
    </LookProvider>
  );
}

function Pages() {
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <Switch>
      <Route path="/" component={Catalog} />
      <Route path="/products/:handle">{({ handle }) => <ProductPage handle={handle} />}</Route>
      <Route path="/cart" component={CartPage} />
      <Route path="/checkout" component={CheckoutPage} />
      <Route path="/refund/:token">{({ token }) => <RefundPage token={token} />}</Route>
      <Route path="/order/:id">{({ id }) => <OrderPage id={id} />}</Route>
      <Route>
        <NoticePage title="Not found">There is no such page.</NoticePage>
      </Route>
    </Switch>
  );
}
