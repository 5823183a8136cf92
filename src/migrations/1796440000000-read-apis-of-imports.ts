import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE imports ADD COLUMN api jsonb, ADD COLUMN api_token varchar(4000);
`;

const DOWN = `
ALTER TABLE imports DROP COLUMN api_token, DROP COLUMN api;
`;

export class ReadApisOfImports1796440000000 implements MigrationInterface {
  name = 'ReadApisOfImports1796440000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
