/**
 * Every word of the component in one language. `{name}` is filled in; keep the names, put them where the language
 * wants them. Another language is an object of this type, checked by TypeScript.
 */
export interface Messages {
  /** BCP 47 tag; also decides how numbers are written. */
  locale: string;
  dir: "ltr" | "rtl";

  title: string;
  /** On a confirmation page. */
  titlePlaced: string;
  amountDue: string;
  amount: string;
  loading: string;
  retry: string;
  problemResume: string;
  problemCurrencies: string;
  problemStart: string;
  problemComplete: string;
  problemSlow: string;
  problemOrder: string;
  orderNumber: string;
  linkPaid: string;
  linkPaidHint: string;
  linkCanceled: string;
  linkCanceledHint: string;
  offline: string;

  chooseCurrency: string;
  chooseNetwork: string;
  networkNote: string;
  noCurrencies: string;
  searchCurrencies: string;
  allCurrencies: string;
  noMatch: string;
  continue: string;
  preparing: string;
  back: string;

  sendExactly: string;
  toAddress: string;
  copyAmount: string;
  copyAddress: string;
  copied: string;
  openWallet: string;
  qrCode: string;
  qrCodeAddressOnly: string;
  /** For a token: `{coin}`, `{network}`. */
  onlyThisNetwork: string;
  /** For a network's own coin: `{coin}`. */
  onlyThisCoin: string;
  timeLeft: string;
  timeLeftIs: string;
  anotherCurrency: string;
  amountChanged: string;
  amountChangedOk: string;
  stepsLabel: string;
  stepQuote: string;
  stepSent: string;
  stepSeen: string;
  stepConfirming: string;
  stepPaid: string;
  viewTransaction: string;
  rate: string;
  showQr: string;
  hideQr: string;
  walletPay: string;
  walletAsking: string;
  walletSent: string;
  walletRefused: string;
  walletWrongNetwork: string;
  walletFailed: string;
  receipt: string;
  receiptAddress: string;
  receiptTransaction: string;
  receiptTime: string;
  print: string;
  contactShop: string;

  openPayPage: string;
  payPageTitle: string;
  payPageHint: string;
  payPageReopen: string;

  waiting: string;
  waitingHint: string;
  detected: string;
  detectedHint: string;
  held: string;
  heldHint: string;
  intervention: string;
  interventionHint: string;
  underpaid: string;
  underpaidHint: string;
  received: string;
  missing: string;
  remaining: string;
  belowExchangeMinimum: string;
  overpaid: string;
  overpaidHint: string;
  settled: string;
  settledHint: string;
  /** `{amount}`. */
  surplusNote: string;
  placingOrder: string;
  placed: string;
  placedHint: string;
  expired: string;
  expiredHint: string;
  newQuote: string;
  expiredPartial: string;
  expiredPartialHint: string;
  late: string;
  lateHint: string;
  declined: string;
  declinedHint: string;
  /** For a declined payment whose money is frozen. */
  declinedFrozenHint: string;
  unknown: string;
  unknownHint: string;
  earlierReceived: string;
  earlierConfirming: string;
  earlierInReview: string;
  earlierRefunding: string;
  earlierRefunded: string;
  earlierUsed: string;

  claimTitle: string;
  claimAmount: string;
  claimIntro: string;
  claimAddress: string;
  claimAddressHint: string;
  claimExchangeWarning: string;
  claimConfirm: string;
  claimSubmit: string;
  claimSubmitting: string;
  claimPaste: string;
  claimReview: string;
  claimReviewTitle: string;
  claimReviewHint: string;
  claimEdit: string;
  claimAddressMissing: string;
  claimConfirmMissing: string;
  claimAddressRefused: string;
  claimReceived: string;
  claimReceivedHint: string;
  claimInProgress: string;
  claimInProgressHint: string;
  claimCompleted: string;
  claimCompletedHint: string;
  claimClosed: string;
  claimClosedHint: string;
  claimUnknownLink: string;
  claimUnknownLinkHint: string;
  problemClaim: string;
}
