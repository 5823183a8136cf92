import type { AllPersonTables, PersonTable } from './person-tables';

/** A part of an erasure: its name, and the table that it is about. */
export interface ErasureStep {
  readonly name: string;
  readonly kind: 'copies' | 'owned' | 'named' | 'end';
  readonly table?: PersonTable;
}

/**
 * The steps of an erasure in their order. Rows that refer to others come before these, by which they are found; then the rest of the
 * database is searched for the address.
 */
export function stepsOf(tables: AllPersonTables): ErasureStep[] {
  const owned = tables.owned.filter(({ personal: { erased, blanked, kept } }) => (erased ?? blanked) && !kept);
  const named = tables.all.filter(({ texts, personal }) => texts.length > 0 && !personal.kept);
  return [
    { name: 'copies', kind: 'copies' },
    ...owned.map((table) => ({ name: `owned ${table.name}`, kind: 'owned' as const, table })),
    ...named.map((table) => ({ name: `named ${table.name}`, kind: 'named' as const, table })),
    { name: 'end', kind: 'end' },
  ];
}
