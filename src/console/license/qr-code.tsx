import type { VNode } from 'preact';
import { encode } from 'uqr';

/** Longer texts make a code that cameras cannot read from a screen. */
export const MAX_QR = 2_300;

/** Light squares around the code, without which cameras do not find it. */
const BORDER = 2;

export function QrCode({ text, label }: { readonly text: string; readonly label: string }): VNode {
  const { data, size } = encode(text, { ecc: 'L', border: BORDER });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <path d={dark.join('')} />
    </svg>
  );
}
