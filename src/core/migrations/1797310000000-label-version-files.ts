import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const TARGET = 'version_id, platform, arch, kind, from_version';

/** Files of versions for platforms and processors of any name, several of a kind by label, with metadata. */
export class LabelVersionFiles1797310000000 implements Migration {
  name = 'LabelVersionFiles1797310000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE version_artifacts ALTER platform TYPE varchar(32), ALTER arch TYPE varchar(32),
         ADD label varchar(32) NOT NULL DEFAULT '', ADD metadata jsonb NOT NULL DEFAULT '{}',
         ADD CONSTRAINT version_artifacts_label_form CHECK (label ~ '^([a-z0-9][a-z0-9._-]*)?$')`,
    );
    await this.replaceUnique(queryRunner, `${TARGET}, label`);
  }

  /** Files that only labels tell apart, or whose names are too long, are deleted. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `DELETE FROM version_artifacts WHERE label <> '' OR length(platform) > 16 OR length(arch) > 16`,
    );
    await this.replaceUnique(queryRunner, TARGET);
    await queryRunner.query(
      `ALTER TABLE version_artifacts DROP CONSTRAINT version_artifacts_label_form, DROP label, DROP metadata,
         ALTER platform TYPE varchar(16), ALTER arch TYPE varchar(16)`,
    );
  }

  private async replaceUnique(queryRunner: QueryRunner, columns: string): Promise<void> {
    await queryRunner.query('DROP INDEX version_artifacts_target_unique');
    await queryRunner.query(`CREATE UNIQUE INDEX version_artifacts_target_unique ON version_artifacts (${columns})`);
  }
}
