import { formatNumber, texts } from '../../core/i18n';
import type { Gap } from './relay-reports.service';
import type { Pool } from './relay.entity';

/** "2 sessions, exports: 4" */
export function poolText({ sessions, activations, meters = {} }: Pool): string {
  const t = texts('relays');
  return [
    ...(sessions === undefined ? [] : [t.poolSessions({ count: sessions })]),
    ...(activations === undefined ? [] : [t.poolActivations({ count: activations })]),
    ...Object.entries(meters).map(([code, amount]) => `${code}: ${amount}`),
  ].join(', ');
}

/** "1, 4–6" */
export function gapsText(gaps: readonly Gap[]): string {
  return gaps.map(gapText).join(', ');
}

function gapText({ from_seq: from, to_seq: to }: Gap): string {
  return from === to ? formatNumber(from) : `${formatNumber(from)}–${formatNumber(to)}`;
}
