import type { VNode } from 'preact';
import { encode } from 'uqr';

/** Light modules around the code, without which cameras do not find it. */
const BORDER = 4;
const PIXELS = 200;

/** A QR code. It is dark on light in both themes, because many cameras read no other. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const { size, data } = encode(text, { ecc: 'M', border: BORDER });
  return (
    <svg class="qr-code" viewBox={`0 0 ${size} ${size}`} width={PIXELS} height={PIXELS} role="img" aria-label={label}>
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
