import type { Product, ProductsService } from '../../core/catalog';

/** Products whose names contain a word of the one that is looked for. */
const MAX_CANDIDATES = 100;

const MARKS = /\p{M}/gu;
const SEPARATORS = /[\s\p{Pd}./_+-]+/gu;
const OTHERS = /[^\p{L}\p{N} ]/gu;

/** Letters that are not a letter and a mark, as WordPress writes them in addresses. */
const LETTERS: Readonly<Record<string, string>> = { ß: 's', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l' };
const SINGLE: Readonly<Record<string, string>> = { '&szlig;': 'ß', '&eth;': 'ð', '&thorn;': 'þ' };
const NUMBERED = /&#(?:x([\da-f]{1,6})|(\d{1,7}));?/gi;
const ACCENTED = /&([a-z]{1,2})(?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron|lig);/gi;
const SPACES = /&(?:nbsp|ensp|emsp|thinsp|ndash|mdash|shy|minus);/gi;
const OTHER_ENTITIES = /&[a-z\d]{2,8};/gi;

/**
 * Whether a text is the name of a product, or its reference. They are compared by their letters and digits, because shops write
 * dashes, quotes and accents in several ways, also as entities of HTML.
 */
export function isNameOf({ name, reference }: Pick<Product, 'name' | 'reference'>, text: string): boolean {
  const sent = comparable(text);
  return sent !== '' && (comparable(name) === sent || comparable(reference) === sent);
}

/** Visible products with this name or reference. */
export async function productsNamed(products: ProductsService, text: string): Promise<Product[]> {
  const word = longestWord(text);
  const { rows } = word === undefined ? { rows: [] } : await products.list({ limit: MAX_CANDIDATES }, { search: word });
  return rows.filter((product) => isNameOf(product, text));
}

/** It narrows the search whatever the signs between the words. */
function longestWord(name: string): string | undefined {
  const words = withoutEntities(name).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.sort((one, other) => other.length - one.length)[0];
}

function comparable(name: string): string {
  return withoutEntities(name)
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[ßæœøđðþł]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(SEPARATORS, ' ')
    .replace(OTHERS, '')
    .replace(/ +/g, ' ')
    .trim();
}

/** Entities as the letters and spaces that they stand for; others count for nothing. Programs encode some of them twice. */
function withoutEntities(text: string): string {
  return text
    .replace(/&(?:amp|#38|#x26);/gi, '&')
    .replace(NUMBERED, (_entity, hex?: string, decimal?: string) =>
      characterOf(hex ? parseInt(hex, 16) : Number(decimal)),
    )
    .replace(/&(?:szlig|eth|thorn);/gi, (entity) => SINGLE[entity.toLowerCase()] ?? '')
    .replace(ACCENTED, '$1')
    .replace(SPACES, ' ')
    .replace(OTHER_ENTITIES, '');
}

function characterOf(code: number): string {
  return code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff) ? String.fromCodePoint(code) : '';
}
