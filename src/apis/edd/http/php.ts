import { createHash } from 'node:crypto';

const ESCAPE = /(?:%[\da-f]{2})+/gi;
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

/** `rawurldecode`: programs encode some fields twice. Escapes that are no UTF-8 are kept, control characters left out. */
export function rawUrlDecoded(text: string): string {
  return text
    .replace(ESCAPE, (escapes) => {
      try {
        return decodeURIComponent(escapes);
      } catch {
        return escapes;
      }
    })
    .replace(CONTROL, '');
}

/** `urldecode` of a text that is encoded once more; one that is not keeps its plus signs. */
export function urlDecoded(text: string): string {
  return rawUrlDecoded(/%[\da-f]{2}/i.test(text) ? text.replaceAll('+', ' ') : text);
}

/** `serialize` of an array of texts by name. Lengths count bytes. */
export function serialized(texts: Readonly<Record<string, string>>): string {
  const entries = Object.entries(texts);
  return `a:${entries.length}:{${entries.flat().map(serializedText).join('')}}`;
}

function serializedText(text: string): string {
  return `s:${Buffer.byteLength(text)}:"${text}";`;
}

/** The checksum of a request: MD5 of the JSON of its arguments, the longest first, as PHP writes it. */
export function checksumOf(args: readonly (string | number | false)[]): string {
  const inOrder = [...args].sort((one, other) => lengthOf(other) - lengthOf(one));
  return createHash('md5')
    .update(`[${inOrder.map(phpJson).join()}]`)
    .digest('hex');
}

function lengthOf(value: string | number | false): number {
  return value === false ? 0 : Buffer.byteLength(String(value));
}

function phpJson(value: string | number | false): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
