import { PartitionedTable } from './partitioned-table';

export const EVENT_LOG = new PartitionedTable('events', 'events', 'events', 'sequence = 0');
/** The log of the audit trail, partitioned by month. */
export const AUDIT_LOG = new PartitionedTable('audit_entries', 'audit', 'audit entries');
