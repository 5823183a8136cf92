import { productPath } from '../products/product-paths';

/** The kinds of declarations of a product. */
export type DeclarationKind = 'entitlements' | 'meters';

export const newDeclarationPath = (product: string, kind: DeclarationKind): string =>
  `${productPath(product)}/${kind}/new`;
export const declarationPath = (
  product: string,
  kind: DeclarationKind,
  verb: 'edit' | 'delete',
  code: string,
): string => `${productPath(product)}/${kind}/${verb}/${encodeURIComponent(code)}`;
