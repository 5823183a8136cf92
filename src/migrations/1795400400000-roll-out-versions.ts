import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE product_versions
  ADD rollout_steps jsonb,
  ADD rollout_channels varchar(64)[] NOT NULL DEFAULT '{}',
  ADD rollout_licenses uuid[] NOT NULL DEFAULT '{}',
  ADD halted_at timestamptz(3),
  ADD halted_by varchar(255),
  ADD withdrawn_at timestamptz(3),
  ADD withdrawn_by varchar(255),
  ADD stop_reason varchar(500),
  ADD CONSTRAINT product_versions_withdrawn_inactive CHECK (withdrawn_at IS NULL OR NOT is_active);

CREATE TABLE version_downloads (
  version_id bigint NOT NULL,
  day date NOT NULL,
  downloader varchar(64) NOT NULL,
  CONSTRAINT version_downloads_pkey PRIMARY KEY (version_id, day, downloader),
  CONSTRAINT version_downloads_version_fkey FOREIGN KEY (version_id) REFERENCES product_versions(id) ON DELETE CASCADE
);

CREATE TABLE version_download_counts (
  version_id bigint NOT NULL,
  day date NOT NULL,
  downloads integer NOT NULL,
  CONSTRAINT version_download_counts_pkey PRIMARY KEY (version_id, day),
  CONSTRAINT version_download_counts_version_fkey
    FOREIGN KEY (version_id) REFERENCES product_versions(id) ON DELETE CASCADE
);
`;

const DOWN = `
DROP TABLE version_downloads, version_download_counts;
ALTER TABLE product_versions
  DROP CONSTRAINT product_versions_withdrawn_inactive,
  DROP rollout_steps, DROP rollout_channels, DROP rollout_licenses, DROP halted_at, DROP halted_by,
  DROP withdrawn_at, DROP withdrawn_by, DROP stop_reason;
`;

export class RollOutVersions1795400400000 implements MigrationInterface {
  name = 'RollOutVersions1795400400000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
