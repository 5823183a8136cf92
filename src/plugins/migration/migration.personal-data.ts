import type { PersonalTables } from '../../plugin';

export const MIGRATION_PERSONAL_DATA = {
  import_rows: {
    isOfAnyNamed: true,
    erased: { data: {}, label: '', source_id: null, parent: null, notes: [] },
    others: ['kind', 'outcome', 'reason'],
  },
  imports: {
    blanked: ['options', 'counts', 'failure', 'used'],
    staff: ['actor'],
    others: ['source', 'file_name', 'api', 'api_token', 'state', 'kind', 'actor_type', 'ip', 'request_id'],
  },
  shadow_counts: { others: ['dialect', 'operation', 'outcome'] },
  shadow_differences: { isOfAnyNamed: true, erased: 'deleted' },
} as const satisfies PersonalTables;
