import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mergePartitions, partitionByMonth, type TableToPartition } from '../partition-by-month';

const EVENTS: TableToPartition = {
  name: 'events',
  indexes: {
    events_id: '("id")',
    events_name: '("name", "id")',
    events_target: '("target_type", "target_id", "id")',
    events_deleted_license_key: `(("data"->>'license_key')) WHERE "name" = 'license.deleted'`,
  },
};

const AUDIT: TableToPartition = {
  name: 'audit_entries',
  indexes: {
    audit_entries_id: '("id")',
    audit_entries_actor: '("actor", "id")',
    audit_entries_action: '("action", "id")',
    audit_entries_target: '("target_type", "target_id", "id")',
  },
  // The second trigger protects the partitions. Rows are moved from the default one to their month.
  afterwards: [
    `CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
     FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_audit"()`,
    `CREATE TRIGGER "audit_entries_rows_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
     FOR EACH ROW EXECUTE FUNCTION "refuse_change_of_audit"()`,
    `ALTER TABLE "audit_entries_default" DISABLE TRIGGER "audit_entries_rows_append_only"`,
  ],
};

/** Partitions events and the audit log by month, so that old months can be dropped. */
export class PartitionRecords1792010000100 implements MigrationInterface {
  name = 'PartitionRecords1792010000100';
  // Only the last step of each table locks it.
  transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await partitionByMonth(queryRunner, EVENTS);
    await partitionByMonth(queryRunner, AUDIT);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await mergePartitions(queryRunner, EVENTS);
    await mergePartitions(queryRunner, AUDIT);
    await queryRunner.query(`
      CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entries"
      FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change_of_audit"()
    `);
  }
}
