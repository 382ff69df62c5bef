import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import {
  createPaymentStore,
  type PaymentSnapshot,
  type PaymentStore,
  type PaymentStoreOptions,
} from "../payment/payment-store.ts";

/**
 * A payment store for the life of a component. It asks the shop for news while the component is mounted.
 *
 * `session` and `orderPlaced` are read once (give the component another `key` to start over); the backend and the
 * callbacks may be new objects on each render.
 */
export function usePaymentStore(options: PaymentStoreOptions): [PaymentStore, PaymentSnapshot] {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const [store] = useState(() =>
    createPaymentStore({
      ...options,
      backend: {
        currencies: (signal) => latest.current.backend.currencies(signal),
        start: (choice, signal) => latest.current.backend.start(choice, signal),
        status: (id, signal) => latest.current.backend.status(id, signal),
        current: (signal) => latest.current.backend.current(signal),
        complete: (signal) => latest.current.backend.complete(signal),
      },
      onOrder: (order) => latest.current.onOrder?.(order),
      onError: (error) => latest.current.onError?.(error),
    }),
  );
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  return [store, snapshot];
}
