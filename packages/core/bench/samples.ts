// The same webhooks for every library, signed the way each of them wants it.
import samples from "../test/data/webhook-samples.json" with { type: "json" };

export const secretKey = "b823a6b9ea72408583cef9ec8d67fa52";
export const publicKey = "c529e14832b34b74972365cf7bf02430";
export const standardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const stripeSecret = "whsec_test_secret";

const STRING_OR_SPACES = /("(?:\\.|[^"\\])*")|\s+/g;

/** All samples of the documentation, without the white space that no server sends. */
export const bodies: readonly string[] = samples.map(({ body }) => body.replace(STRING_OR_SPACES, "$1"));
