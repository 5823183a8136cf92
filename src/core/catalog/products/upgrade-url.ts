import type { Product } from './product.entity';

/** The address at which a customer buys more, for one license: `{license}` and `{product}` in it are replaced. */
export function filledIn(template: string, license: string, product: string): string {
  return template
    .replaceAll('{license}', encodeURIComponent(license))
    .replaceAll('{product}', encodeURIComponent(product));
}

/** The page of the product on which the customer of a license buys more; null without one. */
export function upgradePageOf({ upgradeUrl, reference }: Product, license: string): string | null {
  return upgradeUrl === null ? null : filledIn(upgradeUrl, license, reference);
}
