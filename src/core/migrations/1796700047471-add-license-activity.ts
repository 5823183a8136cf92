import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE license_activity (
  license_id bigint NOT NULL,
  last_seen_on date NOT NULL DEFAULT '-infinity',
  seats_used integer NOT NULL DEFAULT 0,
  seats_left integer,
  countries varchar(2)[] NOT NULL DEFAULT '{}',
  refused_on date,
  CONSTRAINT license_activity_pkey PRIMARY KEY (license_id)
);
CREATE INDEX license_activity_seen ON license_activity (last_seen_on, license_id);
CREATE INDEX license_activity_seats_used ON license_activity (seats_used, license_id);
CREATE INDEX license_activity_seats_left ON license_activity (seats_left, license_id) WHERE seats_left IS NOT NULL;
CREATE INDEX license_activity_refused ON license_activity (refused_on, license_id) WHERE refused_on IS NOT NULL;
CREATE INDEX license_activity_countries ON license_activity USING gin (countries);
CREATE INDEX activations_app_version ON activations (app_version varchar_pattern_ops, license_id)
  WHERE deactivated_at IS NULL;
CREATE INDEX licenses_entitlements ON licenses
  USING gin (jsonb_path_query_array(resolved, '$.entitlements.keyvalue().key') jsonb_path_ops);
ALTER TABLE mails ADD COLUMN attachment jsonb;
CREATE TABLE report_subscriptions (
  view_id uuid NOT NULL,
  user_id bigint NOT NULL,
  language varchar(8) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  sent_at timestamptz(3),
  CONSTRAINT report_subscriptions_pkey PRIMARY KEY (view_id, user_id),
  CONSTRAINT report_subscriptions_view_fkey FOREIGN KEY (view_id) REFERENCES saved_views(id) ON DELETE CASCADE,
  CONSTRAINT report_subscriptions_user_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);
CREATE INDEX report_subscriptions_user ON report_subscriptions (user_id);
CREATE INDEX report_subscriptions_due ON report_subscriptions (due_at);
`;

const DOWN = `
DROP TABLE report_subscriptions;
ALTER TABLE mails DROP COLUMN attachment;
DROP INDEX licenses_entitlements;
DROP INDEX activations_app_version;
DROP TABLE license_activity;
`;

/** Use of licenses at the last count, indexes for the filters by version and entitlement, and reports by e-mail. */
export class AddLicenseActivity1796700047471 implements MigrationInterface {
  name = 'AddLicenseActivity1796700047471';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
