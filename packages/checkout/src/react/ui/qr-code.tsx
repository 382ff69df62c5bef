import { type ReactNode, useMemo } from "react";
import { encode } from "uqr";

export interface QrCodeProps {
  text: string;
  label: string;
  /** Shown in the middle. Error correction of level Q restores the modules that it covers. */
  mark?: ReactNode;
}

/** A QR code, dark on light in every theme because many scanners can read nothing else. */
export function QrCode({ text, label, mark }: QrCodeProps) {
  const { size, path } = useMemo(() => draw(text), [text]);
  return (
    <div className="qr">
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-testid="qr-code" data-text={text}>
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      {mark && (
        <span className="qr-mark" aria-hidden="true">
          {mark}
        </span>
      )}
    </div>
  );
}

/** Draws runs of dark modules, row by row. The standard (ISO/IEC 18004) requires a quiet zone of four modules. */
function draw(text: string): { size: number; path: string } {
  const { data, size } = encode(text, { ecc: "Q", border: 4 });
  let path = "";
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      const from = x;
      while (row[x]) x++;
      if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`;
    }
  });
  return { size, path };
}
