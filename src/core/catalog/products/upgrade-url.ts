/** The address at which a customer buys more, for one license: `{license}` and `{product}` in it are replaced. */
export function filledIn(template: string, license: string, product: string): string {
  return template
    .replaceAll('{license}', encodeURIComponent(license))
    .replaceAll('{product}', encodeURIComponent(product));
}
