import type { SelectQueryBuilder } from 'typeorm';
import { type NameSearch, nameSearch, searchPattern, whereAnyOf } from '../../core/platform';
import type { Institution, LeadStatus } from './institution.entity';
import type { OneOrMore } from '../../core/common';

export interface LeadFilter {
  readonly status?: OneOrMore<LeadStatus>;
  readonly type?: OneOrMore<string>;
  /** Part of the institution's name, its city or a contact's name; or a contact's whole e-mail address. */
  readonly q?: string;
}

// The ids are an array, because the planner overestimates how many contacts have an address and would read all leads.
function searchInNames({ matchesPlain, narrowed }: NameSearch): string {
  const institutions = narrowed('institutions', 'institutions', `${matchesPlain('name')} OR city ILIKE :search`);
  return `
    SELECT id FROM institutions WHERE ${institutions}
    UNION SELECT institution_id FROM contacts WHERE ${narrowed('contacts', 'contacts', matchesPlain('name'))}
    UNION SELECT institution_id FROM contacts WHERE emails @> ARRAY[:address]::text[]
  `;
}

export function applyLeadFilter(query: SelectQueryBuilder<Institution>, { status, type, q }: LeadFilter): void {
  whereAnyOf(query, { status, type });
  if (q !== undefined) {
    const name = nameSearch(q);
    query.andWhere(`institution.id = ANY(ARRAY(${searchInNames(name)}))`, {
      search: searchPattern(q),
      address: q.toLowerCase(),
      ...name.parameters,
    });
  }
}
