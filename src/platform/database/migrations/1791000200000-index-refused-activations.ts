import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Few rows of the log, so that whether somebody tried too often in vain is known at once. */
const REFUSED = `"operation" = 'activate' AND "outcome" NOT IN ('VALID', 'IN_GRACE', 'BLACKLISTED')`;

const INDEXES = {
  verifications_refused_ip: `("ip", "at") WHERE ${REFUSED}`,
  verifications_refused_fingerprint: `("fingerprint", "at") WHERE ${REFUSED}`,
};

export class IndexRefusedActivations1791000200000 implements MigrationInterface {
  name = 'IndexRefusedActivations1791000200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const [name, definition] of Object.entries(INDEXES)) {
      await queryRunner.query(`CREATE INDEX "${name}" ON "verifications" ${definition}`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const name of Object.keys(INDEXES)) {
      await queryRunner.query(`DROP INDEX "${name}"`);
    }
  }
}
