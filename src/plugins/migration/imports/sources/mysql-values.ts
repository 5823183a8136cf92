/** The text ends within what is read. */
export const MORE = -1;

export type DumpValue = string | null;

const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\x1a' };
const WORD = /[\w.+-]*/y;
const SPACE = /\s*/y;

/** The place after spaces and comments. Comments with a version (`/*!40101 … *\/`) only set up a session. */
export function skipSpace(text: string, from: number): number {
  for (let at = from; ;) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    at = SPACE.lastIndex;
    const end = commentEnd(text, at);
    if (end === at || end === MORE) {
      return end;
    }
    at = end;
  }
}

function commentEnd(text: string, at: number): number {
  const first = text[at];
  if (first === '#' || (first === '-' && /^--(?:\s|$)/.test(text.slice(at, at + 3)))) {
    const end = text.indexOf('\n', at);
    return end === -1 ? MORE : end + 1;
  }
  if (first === '/' && text[at + 1] === '*') {
    const end = text.indexOf('*/', at + 2);
    return end === -1 ? MORE : end + 2;
  }
  return first === '/' && at + 1 >= text.length ? MORE : at;
}

/** The place after the semicolon of a statement. */
export function statementEnd(text: string, from: number): number {
  for (let at = from; at < text.length;) {
    const found = nextOf(text, at);
    if (found === MORE) {
      return MORE;
    }
    const character = text[found] ?? '';
    if (character === ';') {
      return found + 1;
    }
    const end = QUOTES.includes(character) ? quotedEnd(text, found) : commentEnd(text, found);
    if (end === MORE) {
      return MORE;
    }
    at = Math.max(end, found + 1);
  }
  return MORE;
}

const QUOTES = `'"\``;
const BRACKET = /[()'"`]/g;
const NOTABLE = /[;'"`#/-]/g;

function nextOf(text: string, at: number): number {
  NOTABLE.lastIndex = at;
  return NOTABLE.test(text) ? NOTABLE.lastIndex - 1 : MORE;
}

/** The place after the closing quote; a doubled or escaped quote does not close. */
function quotedEnd(text: string, at: number): number {
  const quote = text[at] ?? '';
  for (let from = at + 1; ;) {
    const close = text.indexOf(quote, from);
    // The next character tells a closing quote from a doubled one.
    if (close === -1 || close + 1 >= text.length) {
      return MORE;
    }
    if (quote !== '`' && isEscaped(text, close, at)) {
      from = close + 1;
    } else if (text[close + 1] === quote) {
      from = close + 2;
    } else {
      return close + 1;
    }
  }
}

/** An odd number of backslashes before. */
function isEscaped(text: string, at: number, start: number): boolean {
  let count = 0;
  while (at - count - 1 > start && text[at - count - 1] === '\\') {
    count += 1;
  }
  return count % 2 === 1;
}

/** The place after the closing parenthesis of a row, whatever its values are. */
export function tupleEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length;) {
    BRACKET.lastIndex = at;
    if (!BRACKET.test(text)) {
      return MORE;
    }
    const found = BRACKET.lastIndex - 1;
    const character = text[found] ?? '';
    if (QUOTES.includes(character)) {
      at = quotedEnd(text, found);
      if (at === MORE) {
        return MORE;
      }
      continue;
    }
    depth += character === '(' ? 1 : -1;
    at = found + 1;
    if (depth === 0) {
      return at;
    }
  }
  return MORE;
}

/** The values of one row, and the place after its parenthesis; undefined if they are none. */
export function readTuple(
  text: string,
  from: number,
): { readonly values: DumpValue[]; readonly end: number } | typeof MORE | undefined {
  const values: DumpValue[] = [];
  for (let at = skipBlank(text, from + 1); ;) {
    const value = readValue(text, at);
    if (value === MORE || value === undefined) {
      return value;
    }
    values.push(value.value);
    at = skipBlank(text, value.end);
    const next = text[at];
    if (next === undefined) {
      return MORE;
    }
    if (next === ')') {
      return { values, end: at + 1 };
    }
    if (next !== ',') {
      return undefined;
    }
    at = skipBlank(text, at + 1);
  }
}

function skipBlank(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') {
    at += 1;
  }
  return at;
}

function readValue(
  text: string,
  at: number,
): { readonly value: DumpValue; readonly end: number } | typeof MORE | undefined {
  const first = text[at];
  if (first === "'" || first === '"') {
    const end = quotedEnd(text, at);
    return end === MORE ? MORE : { value: unquoted(text.slice(at + 1, end - 1), first), end };
  }
  WORD.lastIndex = at;
  WORD.test(text);
  const end = WORD.lastIndex;
  if (end >= text.length) {
    return MORE;
  }
  const word = text.slice(at, end);
  const after = skipBlank(text, end);
  // Such as _binary 'text'.
  if (text[after] === "'" && /^_\w+$/.test(word)) {
    return readValue(text, after);
  }
  const convert = text[after] === "'" ? LITERALS[word.toLowerCase()] : undefined;
  if (convert) {
    const value = readValue(text, after);
    return value === MORE || !value ? value : { value: convert(value.value ?? ''), end: value.end };
  }
  if (/^NULL$/i.test(word)) {
    return { value: null, end };
  }
  if (/^(?:true|false)$/i.test(word)) {
    return { value: /^t/i.test(word) ? '1' : '0', end };
  }
  if (/^0b[01]+$/i.test(word)) {
    return { value: fromBits(word.slice(2)), end };
  }
  if (/^0x[\da-f]*$/i.test(word)) {
    return { value: fromHex(word.slice(2)), end };
  }
  return /^[+-]?[\d.]+(?:e[+-]?\d+)?$/i.test(word) ? { value: word, end } : undefined;
}

const fromHex = (digits: string): string => Buffer.from(digits, 'hex').toString();

/** BIT columns are numbers. */
const fromBits = (digits: string): string => (/^[01]{1,64}$/.test(digits) ? BigInt(`0b${digits}`).toString() : digits);

/** Literals by the letter before the quote. */
const LITERALS: Readonly<Partial<Record<string, (text: string) => string>>> = {
  x: fromHex,
  b: fromBits,
  n: (text) => text,
};

function unquoted(text: string, quote: string): string {
  const plain = text.includes(quote) ? text.replaceAll(quote + quote, quote) : text;
  return plain.includes('\\')
    ? plain.replace(/\\([^])/g, (_all, character: string) => ESCAPES[character] ?? character)
    : plain;
}
