export { settlePaymentWorkflow } from "./settle-payment";
