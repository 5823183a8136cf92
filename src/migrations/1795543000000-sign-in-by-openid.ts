import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE users ADD has_password boolean NOT NULL DEFAULT true;
ALTER TABLE user_sessions ADD has_second_factor boolean NOT NULL DEFAULT false;

CREATE TABLE user_identities (
  user_id bigint NOT NULL,
  issuer varchar(255) NOT NULL,
  subject varchar(255) NOT NULL,
  client_id varchar(255) NOT NULL,
  last_login_at timestamptz(3),
  created_at timestamptz(3) NOT NULL,
  CONSTRAINT user_identities_pkey PRIMARY KEY (user_id),
  CONSTRAINT user_identities_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX user_identities_subject_unique ON user_identities (issuer, subject);

CREATE TABLE openid_sessions (
  session_id uuid NOT NULL,
  user_id bigint NOT NULL,
  provider_session varchar(255),
  id_token varchar(16000),
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT openid_sessions_pkey PRIMARY KEY (session_id),
  CONSTRAINT openid_sessions_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE INDEX openid_sessions_provider_session ON openid_sessions (provider_session);
CREATE INDEX openid_sessions_user ON openid_sessions (user_id);
CREATE INDEX openid_sessions_expiry ON openid_sessions (expires_at);

CREATE TABLE openid_logout_tokens (
  hash varchar(43) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  CONSTRAINT openid_logout_tokens_pkey PRIMARY KEY (hash)
);
CREATE INDEX openid_logout_tokens_expiry ON openid_logout_tokens (expires_at);
`;

export class SignInByOpenid1795543000000 implements MigrationInterface {
  name = 'SignInByOpenid1795543000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE openid_logout_tokens, openid_sessions, user_identities');
    await queryRunner.query('ALTER TABLE user_sessions DROP has_second_factor');
    await queryRunner.query('ALTER TABLE users DROP has_password');
  }
}
