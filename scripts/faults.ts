/** `npm run faults`: kills processes between steps and counts what is lost; the last line is JSON. */
import { build } from "./stack/build.ts";

await build("core", "emulator", "medusa-payment");
const { storeFaults } = await import("../test/faults/store-faults.ts");
const store = await storeFaults();
console.log(JSON.stringify({ store }));
process.exit(store.lost + store.duplicate_orders + store.wrong_amounts === 0 ? 0 : 1);
