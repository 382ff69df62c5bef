/** `npm run faults`: kills processes between steps and counts what is lost; the last line is JSON. */
import { build } from "./stack/build.ts";

await build("core", "emulator", "medusa-payment");
const { storeFaults } = await import("../test/faults/store-faults.ts");
const { refundFaults } = await import("../test/faults/refund-faults.ts");
const store = await storeFaults();
const refunds = await refundFaults();
console.log(JSON.stringify({ store, refunds }));
const bad = [
  store.lost,
  store.duplicate_orders,
  store.wrong_amounts,
  refunds.duplicate_payouts,
  refunds.payouts_without_row,
  refunds.over_refunded,
];
process.exit(bad.every((count) => count === 0) ? 0 : 1);
