import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

const UP = `
-- Ids of verifications stay below, so that a place in both logs together is a time and an id.
CREATE SEQUENCE management_requests_id_seq AS bigint START 500000000000000;
CREATE TABLE management_requests (
  at timestamptz(3) NOT NULL,
  id bigint NOT NULL DEFAULT nextval('management_requests_id_seq'),
  license_id bigint,
  customer_id bigint,
  api_key_id bigint,
  user_id bigint,
  ip varchar(64),
  user_agent varchar(512),
  dialect varchar(32) NOT NULL,
  operation varchar(32) NOT NULL,
  outcome varchar(64) NOT NULL,
  method varchar(16) NOT NULL,
  route varchar(255) NOT NULL,
  status smallint NOT NULL,
  request_id uuid NOT NULL,
  CONSTRAINT management_requests_pkey PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE management_requests_default PARTITION OF management_requests DEFAULT;
-- Rows of the default partition are moved to their month in the order of their ids. Months need no such index.
CREATE INDEX management_requests_default_by_id ON management_requests_default (id);
CREATE INDEX management_requests_license ON management_requests (license_id, at, id) WHERE license_id IS NOT NULL;
CREATE INDEX management_requests_customer ON management_requests (customer_id, at, id) WHERE customer_id IS NOT NULL;
CREATE INDEX management_requests_api_key ON management_requests (api_key_id, at, id) WHERE api_key_id IS NOT NULL;
CREATE INDEX management_requests_user ON management_requests (user_id, at, id) WHERE user_id IS NOT NULL;
CREATE INDEX management_requests_ip ON management_requests (ip, at, id);
CREATE INDEX management_requests_operation ON management_requests (operation, at, id);
CREATE INDEX management_requests_outcome ON management_requests (outcome, at, id);
`;

/** Requests of users and API keys are logged, beside those of programs. */
export class LogManagementRequests1797320000000 implements Migration {
  name = 'LogManagementRequests1797320000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE management_requests; DROP SEQUENCE management_requests_id_seq');
  }
}
