/** What a text may name something by: its reference, or its number where nothing has that reference. */
export function namesIn(named: string | number): { reference: string; number: number | null } {
  const reference = String(named);
  return { reference, number: /^[1-9][0-9]{0,14}$/.test(reference) ? Number(reference) : null };
}
