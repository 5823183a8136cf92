import type { PersonalTables } from '../common/personal-data/personal-data';

const SETTINGS = 'settings of the installation';

export const PLATFORM_PERSONAL_DATA = {
  alerts: { others: ['type', 'severity', 'message', 'node'] },
  // Deletions of the person's customers and licenses are made final before.
  archives: {
    snapshots: { table: 'target_type', columns: ['event_data'] },
    others: ['kind', 'target_type', 'name'],
  },
  archived_rows: {
    snapshots: { table: 'table_name', columns: ['data'] },
    others: ['table_name', 'column_name', 'row_key'],
  },
  audit_entries: {
    snapshots: { table: 'target_type', columns: ['before', 'after'] },
    staff: ['actor'],
    others: ['actor_type', 'action', 'target_type', 'target_id', 'ip', 'request_id', 'reason', 'reference'],
  },
  background_job_rows: {
    isOfAnyNamed: true,
    erased: { before: null, after: null, input: null, problems: null, label: '' },
    others: ['outcome', 'reason'],
  },
  background_jobs: {
    blanked: ['parameters'],
    staff: ['actor'],
    others: ['kind', 'state', 'reason', 'reference', 'actor_type', 'ip', 'request_id'],
  },
  background_migrations: { others: ['name', 'until', 'release', 'unit', 'last_error'] },
  backups: { others: ['state', 'origin', 'node', 'file', 'error'] },
  data_exports: {
    blanked: ['query'],
    staff: ['actor'],
    others: ['kind', 'name', 'columns', 'description', 'zone', 'state', 'actor_type', 'place'],
  },
  events: {
    snapshots: { table: 'target_type', columns: ['data'] },
    others: ['name', 'target_type', 'target_id', 'traceparent'],
  },
  idempotent_requests: { isOfAnyNamed: true, erased: 'deleted' },
  job_statuses: { others: ['name', 'last_error'] },
  mail_bounces: { addresses: ['email'], erased: 'deleted' },
  mail_reports: { others: ['provider', 'token', 'event_id'] },
  mails: { addresses: ['to_address'], owners: { customer_id: 'customers' }, isOfAnyNamed: true, erased: 'deleted' },
  secrets: { kept: SETTINGS },
  sent_forms: { isOfAnyNamed: true, erased: 'deleted' },
  settings: { kept: SETTINGS },
  signing_keys: { kept: SETTINGS },
  stored_files: { others: ['name', 'content_type', 'sha256', 'kept_for'] },
} as const satisfies PersonalTables;
