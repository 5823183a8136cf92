/** Counts of licenses end here. */
export const COUNTED_LICENSES = 100;

/** A count that ends at a maximum, as texts take it: "more than 99". */
export function counted(count: number, max: number): { readonly count: number; readonly isMore: boolean } {
  return { count: Math.min(count, max - 1), isMore: count >= max };
}

export const countedLicenses = (count = 0) => counted(count, COUNTED_LICENSES);
