import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A failed delivery that was replayed is not replayed again with all the others. */
export class MarkReplayedDeliveries1792420000000 implements MigrationInterface {
  name = 'MarkReplayedDeliveries1792420000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "webhook_deliveries" ADD COLUMN "replayed_at" timestamptz(3)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "webhook_deliveries" DROP COLUMN "replayed_at"`);
  }
}
