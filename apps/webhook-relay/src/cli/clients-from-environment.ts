import { type CalypsoClient, createCalypsoClient } from "@calypso-commerce/core";
import { RelaySettingError } from "../errors.ts";
import { createRelayClient, type RelayClient } from "./relay-client.ts";

/** @throws {RelaySettingError} naming the variable. */
export function relayClientFromEnvironment(url: string | undefined): RelayClient {
  if (url === undefined || !isHttpUrl(url)) {
    throw new RelaySettingError("RELAY_URL", "must be set to the relay's URL, for example https://relay.example.com.");
  }
  return createRelayClient(url, readVariable("RELAY_ADMIN_TOKEN", "the relay's admin token"));
}

/** @throws {RelaySettingError} naming the variable. */
export function calypsoClientFromEnvironment(): CalypsoClient {
  const { CALYPSO_BASE_URL: baseUrl } = process.env;
  if (baseUrl !== undefined && !isHttpUrl(baseUrl)) {
    throw new RelaySettingError("CALYPSO_BASE_URL", "must be a URL, or unset for Calypso's own.");
  }
  return createCalypsoClient({
    publicKey: readVariable("CALYPSO_PUBLIC_KEY", "the public key of an API key pair at Calypso"),
    secretKey: readVariable("CALYPSO_SECRET_KEY", "the secret key of an API key pair at Calypso"),
    account: readVariable("CALYPSO_ACCOUNT", "the name of the account at Calypso"),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  });
}

function readVariable(name: string, meaning: string): string {
  const value = process.env[name];
  if (value === undefined || value.trim() === "") {
    throw new RelaySettingError(name, `is not set: set it to ${meaning}.`);
  }
  return value;
}

const isHttpUrl = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? "");
