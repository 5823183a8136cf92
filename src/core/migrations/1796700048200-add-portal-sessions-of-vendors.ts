import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE portal_links ADD COLUMN opens varchar(255), ADD COLUMN return_url varchar(2048);
ALTER TABLE portal_sessions ADD COLUMN return_url varchar(2048);
`;

const DOWN = `
DELETE FROM portal_links WHERE opens IS NOT NULL;
ALTER TABLE portal_sessions DROP COLUMN return_url;
ALTER TABLE portal_links DROP COLUMN opens, DROP COLUMN return_url;
`;

/** Links to the portal that the vendor's own site asks for: the page that they open, and the address that leads back. */
export class AddPortalSessionsOfVendors1796700048200 implements MigrationInterface {
  name = 'AddPortalSessionsOfVendors1796700048200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
