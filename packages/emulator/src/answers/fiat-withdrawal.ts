import type { Answers } from "../api/answer.ts";
import { confirmFiatOrder } from "../domain/fiat-orders.ts";
import { formatFiatOrder } from "../formatters/fiat-order.ts";
import type { Sandbox } from "../sandbox.ts";
import { answerGeo, answerMethods, newRampOrder, requestedOrder } from "./fiat-ramp.ts";

const confirm = (sandbox: Sandbox, { orderId }: { readonly orderId: string }) =>
  formatFiatOrder(confirmFiatOrder(sandbox, requestedOrder(sandbox, "withdrawal", orderId)));

/** Fiat withdrawal API: off-ramp. */
export const fiatWithdrawalAnswers: Answers<"fiatWithdrawal"> = {
  "fiatWithdrawal.geo": answerGeo,
  "fiatWithdrawal.methods": answerMethods,

  "fiatWithdrawal.createOrder": (sandbox, request) => formatFiatOrder(newRampOrder(sandbox, "withdrawal", request)),

  "fiatWithdrawal.getOrder": (sandbox, { id }) => formatFiatOrder(requestedOrder(sandbox, "withdrawal", id)),

  "fiatWithdrawal.confirmBySwift": confirm,
  "fiatWithdrawal.confirmBySepa": confirm,
  "fiatWithdrawal.confirmByCard": confirm,
};
