import { useEffect } from "react";
import { Route, Switch, useLocation } from "wouter";
import { CheckoutPage } from "./checkout/checkout-page.tsx";
import { AppearanceProvider } from "./demo/appearance-provider.tsx";
import { DemoPanel } from "./demo/demo-panel.tsx";
import { CartPage } from "./pages/cart-page.tsx";
import { CatalogPage } from "./pages/catalog-page.tsx";
import { OrderPage } from "./pages/order-page.tsx";
import { PayPage } from "./pages/pay-page.tsx";
import { ProductPage } from "./pages/product-page.tsx";
import { RefundPage } from "./pages/refund-page.tsx";
import { settings } from "./settings.ts";
import { StoreProvider } from "./store/store-provider.tsx";
import { Header } from "./ui/header.tsx";
import { NoticePage } from "./ui/notice.tsx";

export function App() {
  return (
    <AppearanceProvider>
      <StoreProvider
        fallback={(error) =>
          error ? (
            <NoticePage title="Ogygia" tone="bad">
              The shop isn’t available: {error.message}
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
            <div className="wide">Ogygia is a demo. Nothing is sold and no real money moves.</div>
          </footer>
        </div>
        {settings.emulatorUrl && <DemoPanel />}
      </StoreProvider>
    </AppearanceProvider>
  );
}

function Pages() {
  const [path] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page starts at its top
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [path]);
  return (
    <Switch>
      <Route path="/" component={CatalogPage} />
      <Route path="/products/:handle">{({ handle }) => <ProductPage handle={handle} />}</Route>
      <Route path="/cart" component={CartPage} />
      <Route path="/checkout" component={CheckoutPage} />
      <Route path="/refund/:token">{({ token }) => <RefundPage token={token} />}</Route>
      <Route path="/pay" component={PayPage} />
      <Route path="/order/:id">{({ id }) => <OrderPage id={id} />}</Route>
      <Route>
        <NoticePage title="Not found">We couldn’t find this page.</NoticePage>
      </Route>
    </Switch>
  );
}
