import { freePort } from "@calypso-commerce/testkit/free-port";

const usualPorts = { EMULATOR_PORT: 7780, STOREFRONT_PORT: 8000, RELAY_PORT: 8787, STORE_PORT: 9000 } as const;
type PortVariable = keyof typeof usualPorts;

/** The port that an environment variable names, or the first free one from the usual port on. */
export async function portFrom(variable: PortVariable): Promise<number> {
  return portNamedBy(variable) ?? freePort(usualPorts[variable]);
}

/** @throws for the first variable that names no port, so that nothing is started in vain */
export function checkPorts(): void {
  for (const variable of Object.keys(usualPorts) as PortVariable[]) portNamedBy(variable);
}

function portNamedBy(variable: PortVariable): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${variable} must be a port from 1 to 65535, and is "${text}"`);
  return port;
}
