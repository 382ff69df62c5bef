import { parseArgs } from "node:util";

export const help = `npm run demo                      starts the whole product and serves it until Ctrl-C
npm run demo -- --once            makes one purchase and its refunds, prints one line of JSON and stops
npm run demo -- --keep            keeps orders, payments and keys in .demo/kept for the next --keep
npm run demo -- --storefront-url http://localhost:3000
                                  serves your own storefront instead of the demo's: allows its address,
                                  and returns shoppers there
npm run demo -- --help            prints this`;

export interface DemoArguments {
  once: boolean;
  keep: boolean;
  help: boolean;
  storefrontUrl: string | undefined;
}

/** Reads the command's arguments; the problem with them is one sentence. */
export function readArguments(args: string[]): DemoArguments | { problem: string } {
  let values: ReturnType<typeof parse>["values"];
  try {
    values = parse(args).values;
  } catch (error) {
    return { problem: `${firstSentence(error)} See npm run demo -- --help.` };
  }
  const storefrontUrl = values["storefront-url"];
  if (storefrontUrl !== undefined && !isOrigin(storefrontUrl)) {
    return { problem: "--storefront-url must be an address without a path, such as http://localhost:3000." };
  }
  if (values.once && (values.keep || storefrontUrl !== undefined)) {
    return { problem: "--once takes no other option: it starts only what one purchase needs." };
  }
  return { once: values.once, keep: values.keep, help: values.help, storefrontUrl };
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    options: {
      once: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
      "storefront-url": { type: "string" },
    },
  });

/** Node's own words name the argument; what follows them explains positional arguments. */
function firstSentence(error: unknown): string {
  const [first = ""] = (error instanceof Error ? error.message : String(error)).split(/\.(?:\s|$)/, 1);
  return `${first}.`;
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && (href === `${origin}/` || href === origin);
}
