import { lazy, Suspense } from "react";
import type { QrCodeProps } from "./qr-code.tsx";

const QrCode = lazy(() => import("./qr-code.tsx").then((module) => ({ default: module.QrCode })));

/** A QR code whose encoder loads when the first one is shown. Its place is kept, so nothing moves. */
export const LazyQrCode = (props: QrCodeProps) => (
  <Suspense fallback={<div className="qr" />}>
    <QrCode {...props} />
  </Suspense>
);
