import { domainToASCII } from 'node:url';
import { likePattern } from '../../core/platform/internal';

/** Characters that continue an e-mail address to the left, unless they end an encoded character of a URL. */
const NOT_BEFORE = '(?:(?<![\\p{L}\\p{N}._%+-])|(?<=%[0-9a-f]{2}))';
const NOT_AFTER = '(?![\\p{L}\\p{N}-]|\\.[\\p{L}\\p{N}])';

/** Finds an e-mail address in texts, in any letter case, as it is written in URLs and HTML, and with an international domain in Punycode. */
export class AddressSpellings {
  /** In lower case: what columns with addresses contain. */
  readonly addresses: readonly string[];
  /** Patterns for ILIKE, of which each text with the address matches one; so do a few other texts. */
  readonly patterns: readonly string[];
  private readonly found: RegExp;
  private readonly whole: RegExp;

  /** @param address as `foldedAddress` returns it */
  constructor(address: string) {
    const at = address.lastIndexOf('@') + 1;
    const inAscii = address.slice(0, at) + (domainToASCII(address.slice(at)) || address.slice(at));
    this.addresses = [...new Set([address, inAscii])];
    const spellings = new Set(this.addresses.flatMap((one) => [one, encodeURIComponent(one), escapedInHtml(one)]));
    this.patterns = [...new Set([...spellings].flatMap((one) => [one, JSON.stringify(one).slice(1, -1)]))].map(
      likePattern,
    );
    const any = [...spellings].map(escapedInRegExp).join('|');
    this.found = new RegExp(`${NOT_BEFORE}(?:${any})${NOT_AFTER}`, 'giu');
    this.whole = new RegExp(`^(?:${any})$`, 'iu');
  }

  /** Whether the text is the address. */
  is(text: string): boolean {
    return this.whole.test(text);
  }

  /** Whether the address stands in a text, or in any text or name of a field of a JSON value. */
  isIn(value: unknown): boolean {
    return JSON.stringify(value) !== JSON.stringify(this.replacedIn(value, ''));
  }

  /** A copy of the value in which something else stands instead of the address. */
  replacedIn<T>(value: T, replacement: string): T {
    return this.replaced(value, replacement) as T;
  }

  private replaced(value: unknown, replacement: string): unknown {
    if (typeof value === 'string') {
      return value.replace(this.found, () => replacement);
    }
    if (Array.isArray(value)) {
      return value.map((one) => this.replaced(one, replacement));
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [this.replacedIn(name, replacement), this.replaced(one, replacement)]),
    );
  }
}

function escapedInHtml(text: string): string {
  return text.replace(/[&'"]/g, (character) => ({ '&': '&amp;', "'": '&#39;' })[character] ?? '&quot;');
}

function escapedInRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
