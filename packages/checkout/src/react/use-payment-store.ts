import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { createPaymentStore } from "../store/create-payment-store.ts";
import type { PaymentSnapshot, PaymentStore, PaymentStoreOptions } from "../store/payment-store.ts";

/**
 * A payment store for the life of a component. It polls while the component is mounted.
 *
 * `backend` and the callbacks may be new on each render, and a changed `session` is passed on to the store. The other
 * options are read once.
 *
 * @example
 * const [store, snapshot] = usePaymentStore({ backend, onOrder: (order) => showOrder(order.id) });
 */
export function usePaymentStore<Order = unknown>(
  options: PaymentStoreOptions<Order>,
): [PaymentStore<Order>, PaymentSnapshot<Order>] {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });

  const [store] = useState(() =>
    createPaymentStore<Order>({
      ...options,
      backend: {
        currencies: (signal) => latest.current.backend.currencies(signal),
        start: (choice, signal) => latest.current.backend.start(choice, signal),
        status: (id, signal) => latest.current.backend.status(id, signal),
        current: (signal) => latest.current.backend.current(signal),
        complete: (signal) => latest.current.backend.complete(signal),
        orderId: options.backend.orderId,
        collectionId: options.backend.collectionId,
        linkToken: options.backend.linkToken,
      },
      onOrder: (order) => latest.current.onOrder?.(order),
      onSession: (change, session) => latest.current.onSession?.(change, session),
      onError: (error) => latest.current.onError?.(error),
    }),
  );
  const snapshot = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
  useEffect(() => store.setSession(options.session), [store, options.session]);
  return [store, snapshot];
}
