import { formatNumber } from '../kit/format';
import type { Language } from '../kit/language';
import { viewer } from '../kit/viewer';

/** A message of the API and what the console shows instead. `$1` is the first group of the pattern. */
export type MessageRule = readonly [pattern: RegExp, texts: Readonly<Record<Language, string>>];

/** The text of the first rule that a message matches, in the viewer's language. */
export function textByRule(rules: readonly MessageRule[], message: string): string | undefined {
  for (const [pattern, texts] of rules) {
    const match = pattern.exec(message);
    if (match) {
      return texts[viewer().language].replace(/\$(\d)/g, (_, group: string) => shown(match[Number(group)] ?? ''));
    }
  }
  return undefined;
}

function shown(value: string): string {
  return /^-?\d{1,15}$/.test(value) ? formatNumber(Number(value)) : value;
}
