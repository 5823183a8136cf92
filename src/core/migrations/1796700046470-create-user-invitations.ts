import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE user_invitations (
  user_id bigint NOT NULL,
  token_hash varchar(64) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  accepted_at timestamptz(3),
  CONSTRAINT user_invitations_pkey PRIMARY KEY (user_id),
  CONSTRAINT user_invitations_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX user_invitations_token_unique ON user_invitations (token_hash);
`;

const DOWN = `DROP TABLE user_invitations`;

/** Links by which new users choose their first password. */
export class CreateUserInvitations1796700046470 implements MigrationInterface {
  name = 'CreateUserInvitations1796700046470';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
