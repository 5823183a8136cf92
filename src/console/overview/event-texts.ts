import { textFor, texts } from '../../i18n/texts';

/**
 * What happened; undefined for events that are shown by their names.
 * @param subject the key or name of what it happened to
 */
export function eventSentence(name: string, subject: string): string | undefined {
  const sentence = textFor(texts('events'), name);
  return typeof sentence === 'function' ? sentence({ subject }) : sentence;
}
