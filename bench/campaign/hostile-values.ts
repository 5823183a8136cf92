import fc from 'fast-check';
import type { Random } from './part';

/** Stands in a value for JSON text that `JSON.stringify` cannot write. */
const RAW_MARK = /"@@raw:([^"]*)@@"/g;
const SAMPLES = 400;

/** Texts that parsers, databases, pages and paths may take for something else. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0001\u0007\u001b[31m',
  '\u202emoc.elpmaxe\u202c',
  '\u2028\u2029\u0085',
  '\ufeff\ufffe\uffff',
  '\ud800',
  'x\udfff',
  '\udbff\udbff',
  '😀'.repeat(70),
  'é'.repeat(256),
  'ﷺ'.repeat(85),
  'İıſK',
  "' OR 1=1 --",
  "'; SELECT pg_sleep(5); --",
  '%\\_%',
  '\\',
  "E'\\x00'",
  '$1',
  '{0}',
  '{{constructor.constructor("return 1")()}}',
  '${7*7}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  ']]><!--',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'http://127.0.0.1:9/x',
  'http://[::1',
  'http://a:b@127.0.0.1:9/\u00e9?#',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  'Infinity',
  '-0',
  '1e309',
  '0x10',
  '1_000',
  '９',
  '٣',
  '9007199254740993',
  '9223372036854775808',
  '-9223372036854775809',
  '340282366920938463463374607431768211456',
  '2147483648',
  'true',
  '[]',
  '{}',
  '(',
  '[a-',
  '(a+)+$',
  '=cmd|"/c calc"!A1',
  '@SUM(1)',
  'a@b',
  '"a b"@example.com',
  'a@xn--a.example',
  `${'a'.repeat(65)}@example.com`,
  'user@[127.0.0.1]',
  '127.0.0.1/33',
  '::ffff:127.0.0.1',
  '0.0.0.0/0',
  '*.example.com',
  '*',
  'xn--zz',
  'EUR',
  'Europe/Nowhere',
  'en-US-x-private-u-ca-zzz',
  '\r\nset-cookie: a=b',
];

export const DATES: readonly string[] = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '-000001-12-31T23:59:59Z',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '275760-09-13',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00Z',
  '294277-01-01T00:00:00Z',
  '2027-02-30T00:00:00Z',
  '2027-02-29',
  '2027-13-01',
  '2027-00-00',
  '2027-06-31T24:00:00Z',
  '2027-06-30T23:59:60Z',
  '2027-06-30T23:59:59.999999999+14:00',
  '2027-06-30T23:59:59-23:59',
  '1970-01-01T00:00:00Z',
  '1969-12-31',
  '2027-W05-1',
  '2027-060',
  '2027-06-30 12:00:00',
  '30.06.2027',
  'today',
  'infinity',
  'epoch',
];

const NUMBERS: readonly number[] = [
  0, -0, -1, 1, 0.1, -0.5, 1e-320, 255, 256, 32_767, 32_768, 65_536, 2_147_483_647, 2_147_483_648, -2_147_483_649,
  9_007_199_254_740_991, 9_007_199_254_740_993, 9.3e18, -9.3e18, 1e21, 1e308, -1e308, 253_402_300_800,
  8_640_000_000_001,
];

const RAW: readonly string[] = ['1e309', '-1e309', '1E+400', '123456789012345678901234567890', '0.1e-400', '-0.0'];

/** Hostile values: fixed ones, and random ones that are prepared once. */
export class HostileValues {
  private readonly strings: readonly string[];
  private readonly trees: readonly unknown[];

  constructor(private readonly random: Random) {
    const seed = random.below(2 ** 31);
    this.strings = fc.sample(fc.string({ unit: 'binary', maxLength: 60 }), { seed, numRuns: SAMPLES });
    this.trees = fc.sample(fc.jsonValue({ maxDepth: 4 }), { seed, numRuns: SAMPLES });
  }

  text(): string {
    const { random } = this;
    switch (random.below(10)) {
      case 0:
        return random.pick(this.strings);
      case 1:
        return random.pick(DATES);
      case 2:
        return this.longText();
      case 3:
        return String(random.pick(NUMBERS));
      default:
        return random.pick(TEXTS);
    }
  }

  number(): unknown {
    return this.random.below(4) === 0 ? `@@raw:${this.random.pick(RAW)}@@` : this.random.pick(NUMBERS);
  }

  date(): string {
    return this.random.below(4) === 0 ? this.text() : this.random.pick(DATES);
  }

  /** A value of any type. */
  any(): unknown {
    const { random } = this;
    switch (random.below(12)) {
      case 0:
        return null;
      case 1:
        return random.pick([true, false]);
      case 2:
      case 3:
        return this.number();
      case 4:
        return random.pick(this.trees);
      case 5:
        return this.deep();
      case 6:
        return this.many();
      case 7:
        return this.object();
      case 8:
        return this.date();
      default:
        return this.text();
    }
  }

  /** Within and beyond the limits of fields, seldom beyond those of bodies. */
  longText(): string {
    const { random } = this;
    const length = random.pick([255, 256, 257, 500, 512, 513, 2_000, 2_001, 2_048, 16_384, 16_385, 40_000]);
    const unit = random.pick(['a', '0', ' ', 'é', '\u0000', '<', '(', '%', '😀', '\ud83d', '"', '\\', '\n']);
    return unit.repeat(length / unit.length);
  }

  private deep(): unknown {
    const depth = this.random.pick([5, 30, 200, 2_000, 12_000]);
    const isList = this.random.below(2) === 0;
    const [open, close] = isList ? ['[', ']'] : [`{'a':`, '}'];
    return `@@raw:${open.repeat(depth)}1${close.repeat(depth)}@@`;
  }

  private many(): unknown {
    const entry = this.random.pick<unknown>(['a', 1, null, {}, [], '', 'a@example.com', { id: 1 }]);
    return Array.from({ length: this.random.pick([0, 1, 2, 21, 101, 1_001, 5_000]) }, () => entry);
  }

  private object(): unknown {
    const name = this.random.pick([
      '__proto__',
      'constructor',
      'then',
      'toJSON',
      'length',
      '',
      '\u0000',
      '$where',
      'gte',
    ]);
    return Object.fromEntries([
      [name, this.random.pick<unknown>([1, null, { admin: true }, 'x', [1]])],
      ['a', this.text()],
    ]);
  }
}

/** The value as JSON. Marked texts stand in it as they are, with `'` for `"`. */
export function jsonText(value: unknown): string {
  return ((JSON.stringify(value) as string | undefined) ?? 'null').replace(RAW_MARK, (_match, raw: string) =>
    raw.replaceAll("'", '"'),
  );
}

/** A value as a field of a form or a query. */
export function fieldText(value: unknown): string {
  return typeof value === 'string' ? value.replace(/^@@raw:|@@$/g, '') : jsonText(value);
}

/** Lone surrogates replaced, as in UTF-8. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** Percent-encoded; lone surrogates with bytes that no decoder accepts. */
export function encoded(text: string): string {
  const proper = wellFormed(text);
  return encodeURIComponent(proper) + (proper === text ? '' : '%ED%A0%80');
}
