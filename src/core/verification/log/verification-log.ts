import { PartitionedTable } from '../../platform/logs/partitioned-table';

export const VERIFICATION_LOG = new PartitionedTable('verifications', 'verifications', 'license checks');
