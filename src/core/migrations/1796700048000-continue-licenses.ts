import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE order_lines
  ADD license_id bigint,
  ADD continues jsonb,
  ADD paid_at timestamptz(3),
  ADD holds jsonb NOT NULL DEFAULT '{}',
  ADD CONSTRAINT order_lines_license_fkey FOREIGN KEY (license_id) REFERENCES licenses (id) ON DELETE SET NULL;
CREATE INDEX order_lines_license ON order_lines (license_id, id) WHERE license_id IS NOT NULL;

CREATE TABLE continued_licenses (
  license_id bigint NOT NULL,
  base jsonb NOT NULL,
  CONSTRAINT continued_licenses_pkey PRIMARY KEY (license_id),
  CONSTRAINT continued_licenses_license_fkey FOREIGN KEY (license_id) REFERENCES licenses (id) ON DELETE CASCADE
);

ALTER TABLE shop_sales ADD continues jsonb;

ALTER TABLE products ADD continue_licenses varchar(16) NOT NULL DEFAULT 'never';
`;

const DOWN = `
ALTER TABLE products DROP continue_licenses;
ALTER TABLE shop_sales DROP continues;
DROP TABLE continued_licenses;
ALTER TABLE order_lines DROP license_id, DROP continues, DROP paid_at, DROP holds;
`;

/** Lines of orders that continue a license, instead of giving one. */
export class ContinueLicenses1796700048000 implements MigrationInterface {
  name = 'ContinueLicenses1796700048000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
