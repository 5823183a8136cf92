/** What a text may name something by: its reference, or its number where nothing has that reference. A number is one. */
export function idOrReferenceIn(named: string | number): { reference: string | null; number: number | null } {
  if (typeof named === 'number') {
    return { reference: null, number: Number.isSafeInteger(named) ? named : null };
  }
  return { reference: named, number: /^[1-9][0-9]{0,14}$/.test(named) ? Number(named) : null };
}
