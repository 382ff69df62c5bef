import { accessSuite } from "./access-suite";

await accessSuite(false);
