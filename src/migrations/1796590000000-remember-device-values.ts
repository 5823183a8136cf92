import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RememberDeviceValues1796590000000 implements MigrationInterface {
  name = 'RememberDeviceValues1796590000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE device_values (
        activation_id bigint NOT NULL,
        kind varchar(32) NOT NULL,
        value varchar(64) NOT NULL,
        name varchar(64),
        seen_at timestamptz(3) NOT NULL,
        returned_at timestamptz[] NOT NULL DEFAULT '{}',
        CONSTRAINT device_values_pkey PRIMARY KEY (activation_id, kind, value),
        CONSTRAINT device_values_activation_fkey FOREIGN KEY (activation_id) REFERENCES activations ON DELETE CASCADE
      );
      CREATE INDEX device_values_seen ON device_values (seen_at);
      CREATE INDEX device_values_returned ON device_values (activation_id) WHERE returned_at <> '{}';`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE device_values');
  }
}
