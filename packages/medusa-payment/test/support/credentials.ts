/** Of the emulator, the relay and a webhook subscription in these tests; real ones are longer lived and secret. */
export const credentials = {
  publicKey: "test-public-key",
  secretKey: "test-secret-key-0123456789abcdef",
  account: "0xc195df92dd9db2a8f28e597981f113d6e7582f8b",
};

export const relaySigningSecret = `whsec_${Buffer.from("relay signing secret of the tests").toString("base64")}`;

export const webhookKeys = { publicKey: "subscription-public-key", secretKey: "subscription-secret-key" };
