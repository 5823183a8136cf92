import type { VNode } from 'preact';
import { encode } from 'uqr';

/** Light modules around the code, without which cameras do not find it. */
const BORDER = 4;
const PIXELS = 200;
/** Characters of the longest text: those of a longer one are too small for cameras on a screen. */
export const MAX_QR = 2_300;

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
  /** The code of a long text is as wide as its place, and corrects fewer errors to have larger modules. */
  readonly isLong?: boolean;
}

/** A QR code. It is dark on light in both themes, because many cameras read no other. */
export function QrCode({ text, label, isLong = false }: QrCodeProps): VNode {
  const { size, data } = encode(text, { ecc: isLong ? 'L' : 'M', border: BORDER });
  const pixels = isLong ? undefined : PIXELS;
  return (
    <svg
      class={isLong ? 'qr' : 'qr-code'}
      viewBox={`0 0 ${size} ${size}`}
      width={pixels}
      height={pixels}
      role="img"
      aria-label={label}
    >
      <rect width={size} height={size} fill="white" />
      <path d={data.map(darkRuns).join('')} fill="black" shape-rendering="crispEdges" />
    </svg>
  );
}

/** Draws the dark modules of a row: each match is a run of them. */
function darkRuns(row: readonly boolean[], y: number): string {
  const modules = row.map(Number).join('');
  return [...modules.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('');
}
