interface MedusaOptions {
  url: string;
  publishableKey: string;
}

/** @throws TypeError that names the missing or malformed option. */
export function checkMedusaOptions(caller: string, { url, publishableKey }: MedusaOptions): void {
  if (typeof url !== "string" || !URL.canParse(url)) {
    throw new TypeError(`${caller}: url must be the address of the Medusa server, such as https://api.store.example`);
  }
  if (typeof publishableKey !== "string" || publishableKey.trim() === "") {
    throw new TypeError(`${caller}: publishableKey must be the publishable API key of the sales channel, pk_…`);
  }
}
