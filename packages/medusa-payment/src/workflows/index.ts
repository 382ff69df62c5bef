export { type AcceptPaymentInput, acceptPaymentWorkflow } from "./accept-payment";
export { type SettlePaymentInput, settlePaymentWorkflow } from "./settle-payment";
