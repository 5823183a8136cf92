import type { PersonalTables } from '../common/personal-data/personal-data';

export const LICENSING_PERSONAL_DATA = {
  anomalies: {
    owners: { license_id: 'licenses' },
    blanked: ['details'],
    staff: ['resolved_by', 'undone_by'],
    others: ['type', 'reaction'],
  },
  anomaly_scans: { others: ['log'] },
  license_activity: { owners: { license_id: 'licenses' }, others: ['countries'] },
  management_requests: { others: ['ip', 'user_agent', 'dialect', 'operation', 'outcome', 'method', 'route'] },
  policy_changes: { others: ['limits', 'expiry', 'filter', 'cursor', 'failure'] },
  reaction_rules: { others: ['type'] },
  scheduled_changes: {
    owners: { license_id: 'licenses' },
    blanked: ['params'],
    staff: ['actor'],
    others: ['action', 'origin', 'actor_type', 'ip', 'request_id', 'reason', 'reference', 'failure_code', 'failure'],
  },
  statistics_counts: { others: ['dimension', 'value'] },
  statistics_days: { others: ['dimension', 'value'] },
} as const satisfies PersonalTables;
