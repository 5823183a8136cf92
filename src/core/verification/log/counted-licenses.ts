import { productScope } from '../../identity/permissions/caller';

/** The licenses whose sessions are counted. */
export interface CountedLicenses {
  /** SQL condition on the id of a license; `parameter` is the placeholder of the value. */
  readonly are: (licenseId: string, parameter: string) => string;
  /** The value, unless all licenses are counted. */
  readonly parameters: readonly unknown[];
}

/**
 * SQL condition on the id of a license, for statistics: one license; by default those of the products that the caller is
 * restricted to, or all.
 */
export function countedLicenses(licenseId?: number): CountedLicenses {
  if (licenseId !== undefined) {
    return { are: (id, parameter) => `${id} = ${parameter}`, parameters: [licenseId] };
  }
  const scope = productScope();
  return scope === undefined
    ? { are: () => 'true', parameters: [] }
    : {
        are: (id, parameter) => `${id} IN (SELECT id FROM licenses WHERE product_id = ANY (${parameter}))`,
        parameters: [scope],
      };
}
