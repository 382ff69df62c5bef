// What the relay takes from core. Re-exported here so that the bundle's reach into core is one line long.
export { parseEvent, toStateChange, verify } from "@calypso-commerce/core";
