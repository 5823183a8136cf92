import { PartitionedTable } from '../partitions/partitioned-table';

export const EVENT_LOG = new PartitionedTable('events', 'events', 'events');
export const AUDIT_LOG = new PartitionedTable('audit_entries', 'audit', 'audit entries');
