export interface Bar {
  readonly label: string;
  readonly perSecond: number;
  readonly isKeyward: boolean;
}

const WIDTH = 760;
const LABELS = 330;
const NUMBERS = 90;
const BAR = 20;
const GAP = 10;
const TOP = 44;
const MARGIN = 16;

/** A bar chart with a background of its own, so that it is readable on any page, also if its theme is not the system's. */
export function drawBars(title: string, bars: readonly Bar[]): string {
  const most = Math.max(...bars.map(({ perSecond }) => perSecond));
  const height = TOP + bars.length * (BAR + GAP);
  const rows = bars.map((bar, index) => drawBar(bar, TOP + index * (BAR + GAP), most));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${-MARGIN} ${-MARGIN} ${WIDTH + 2 * MARGIN} ${height + 2 * MARGIN}" width="${WIDTH + 2 * MARGIN}" height="${height + 2 * MARGIN}" role="img" aria-label="${escaped(title)}">
<style>
  text { font: 14px system-ui, sans-serif; fill: #24292f }
  .page { fill: #ffffff } .keyward { fill: #1a7f37 } .other { fill: #8c959f }
  @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .page { fill: #0d1117 } .keyward { fill: #3fb950 } .other { fill: #6e7681 } }
</style>
<rect x="${-MARGIN}" y="${-MARGIN}" width="100%" height="100%" rx="6" class="page"/>
<text x="0" y="20" font-weight="600">${escaped(title)}</text>
${rows.join('\n')}
</svg>
`;
}

function drawBar({ label, perSecond, isKeyward }: Bar, y: number, most: number): string {
  const length = Math.max(2, Math.round((perSecond / most) * (WIDTH - LABELS - NUMBERS)));
  const baseline = y + BAR - 5;
  return [
    `<text x="${LABELS - 8}" y="${baseline}" text-anchor="end">${escaped(label)}</text>`,
    `<rect x="${LABELS}" y="${y}" width="${length}" height="${BAR}" rx="2" class="${isKeyward ? 'keyward' : 'other'}"/>`,
    `<text x="${LABELS + length + 8}" y="${baseline}">${Math.round(perSecond).toLocaleString('en')}</text>`,
  ].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
