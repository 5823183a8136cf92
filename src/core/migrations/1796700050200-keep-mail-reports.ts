import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE mail_reports (
  provider varchar(16) NOT NULL,
  token varchar(255) NOT NULL,
  event_id varchar(255) NOT NULL,
  received_at timestamptz(3) NOT NULL,
  CONSTRAINT mail_reports_pkey PRIMARY KEY (provider, token)
);
CREATE INDEX mail_reports_event ON mail_reports (provider, event_id);
CREATE INDEX mail_reports_received_at ON mail_reports (received_at);
`;

export class KeepMailReports1796700050200 implements MigrationInterface {
  name = 'KeepMailReports1796700050200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE mail_reports');
  }
}
