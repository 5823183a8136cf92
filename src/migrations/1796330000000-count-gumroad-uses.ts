import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE gumroad_uses (
  license_id bigint NOT NULL,
  uses bigint NOT NULL,
  CONSTRAINT gumroad_uses_pkey PRIMARY KEY (license_id),
  CONSTRAINT gumroad_uses_license_fkey FOREIGN KEY (license_id) REFERENCES licenses (id) ON DELETE CASCADE,
  CONSTRAINT gumroad_uses_not_negative CHECK (uses >= 0)
);
`;

const DOWN = `DROP TABLE gumroad_uses;`;

/** The number of verifications that programs of Gumroad count. */
export class CountGumroadUses1796330000000 implements MigrationInterface {
  name = 'CountGumroadUses1796330000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
