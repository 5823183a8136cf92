import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE sent_forms (
  id varchar(43) NOT NULL,
  claim uuid NOT NULL,
  is_committed boolean NOT NULL,
  answer json,
  at timestamptz(3) NOT NULL,
  CONSTRAINT sent_forms_pkey PRIMARY KEY (id)
);
CREATE INDEX sent_forms_at ON sent_forms (at);
`;

export class SendFormsOnce1796610000000 implements MigrationInterface {
  name = 'SendFormsOnce1796610000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE sent_forms`);
  }
}
