import type { Naming } from '../../platform/database/any-of';
import { idOrName, idOrNameSql, type NamedTable } from '../../platform/database/id-or-name';

/** The table of products and the column with their reference, for queries by id or name. */
export const PRODUCTS: NamedTable = { table: 'products', nameColumn: 'reference' };

/** A uid or reference of a product. */
export const PRODUCT_NAMES: Naming = {
  sql: (parameter) => idOrNameSql(PRODUCTS, parameter),
  parameters: idOrName,
};

/** A text is a reference or, if nothing has that reference, a number. */
export function idOrReferenceIn(idOrReference: string | number): { reference: string | null; number: number | null } {
  if (typeof idOrReference === 'number') {
    return { reference: null, number: Number.isSafeInteger(idOrReference) ? idOrReference : null };
  }
  return { reference: idOrReference, number: /^[1-9][0-9]{0,14}$/.test(idOrReference) ? Number(idOrReference) : null };
}
