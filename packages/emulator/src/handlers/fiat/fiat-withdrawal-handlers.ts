import { confirmFiatOrder } from "../../domain/account/fiat-orders.ts";
import { formatFiatOrder } from "../../formatters/format-fiat-order.ts";
import type { Sandbox } from "../../sandbox.ts";
import type { Handlers } from "../handler.ts";
import { createRampOrder, listGeos, listMethods, requestedOrder } from "./ramp-orders.ts";

const confirm = (sandbox: Sandbox, { orderId }: { readonly orderId: string }) =>
  formatFiatOrder(confirmFiatOrder(sandbox, requestedOrder(sandbox, "withdrawal", orderId)));

/** Fiat withdrawal API: off-ramp. */
export const fiatWithdrawalHandlers: Handlers<"fiatWithdrawal"> = {
  "fiatWithdrawal.geo": listGeos,
  "fiatWithdrawal.methods": listMethods,

  "fiatWithdrawal.createOrder": (sandbox, request) => formatFiatOrder(createRampOrder(sandbox, "withdrawal", request)),

  "fiatWithdrawal.getOrder": (sandbox, { id }) => formatFiatOrder(requestedOrder(sandbox, "withdrawal", id)),

  "fiatWithdrawal.confirmBySwift": confirm,
  "fiatWithdrawal.confirmBySepa": confirm,
  "fiatWithdrawal.confirmByCard": confirm,
};
