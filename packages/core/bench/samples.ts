// The same webhook for every library: a body of the documentation's size, signed the way each of them wants it.
export const secretKey = "b823a6b9ea72408583cef9ec8d67fa52";
export const publicKey = "c529e14832b34b74972365cf7bf02430";
export const standardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
export const stripeSecret = "whsec_test_secret";

/** INVOICE_FUNDS_RECEIVED_FOR_INVOICE as the documentation has it, without the white space that no server sends. */
export const body = JSON.stringify({
  requestId: "535b0c92-32b8-4679-9d9e-56ebda031ff7",
  id: 16579,
  createdDate: "2022-08-25T12:54:48.645795",
  level: "SUCCESS",
  service: "INVOICE",
  eventType: "INVOICE_FUNDS_RECEIVED_FOR_INVOICE",
  data: {
    type: "INVOICE_FUNDS_RECEIVED_FOR_INVOICE",
    amount: 0.001043,
    transactionId: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    message: "invoice for client 1",
    currency: "ETH",
    externalId: null,
    fiatAmount: {},
    createdDate: "2022-08-25T12:47:28.200475",
    description: "invoice for client 1",
    paymentDate: "2022-08-25T12:54:48.605098",
    senderAddress: "0xf127e5b7666f51aa346f374213113298014f5969",
    idempotencyKey: "1be6a518-6dcd-477d-96af-dd914b1300ce",
    transactionHash: "0xa76b638428b0702b6d6721f89f4806b9853fae65315dd1f6f34ce71deae0380b",
    parentExternalId: "d9732536-acdd-41bd-87c3-ec40aeeb6a37",
  },
});
