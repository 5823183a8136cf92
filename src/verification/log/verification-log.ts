import { PartitionedTable } from '../../platform/partitions/partitioned-table';

export const VERIFICATION_LOG = new PartitionedTable('verifications', 'verifications', 'license checks');
