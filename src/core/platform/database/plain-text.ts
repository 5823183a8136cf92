/** Letters with a stroke, which have no accent that could be taken off. */
const [STROKED, UNSTROKED] = ['øØłŁđĐ', 'oOlLdD'];

/** SQL of a text without accents; the expression of the indexes `*_plain`. */
export function withoutAccents(column: string): string {
  return `translate(regexp_replace(normalize(${column}, NFD), '[\\u0300-\\u036f]', '', 'g'), '${STROKED}', '${UNSTROKED}')`;
}

export function plainText(text: string): string {
  const bare = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return bare.replace(/[øØłŁđĐ]/g, (letter) => UNSTROKED.charAt(STROKED.indexOf(letter)));
}
