import { textFor, texts } from '../../../core/i18n';

/** A code of a refusal in words; empty for a code that an earlier version gave. */
export function refusalText(code: string): string {
  return textFor(texts('verdicts'), code) ?? '';
}
