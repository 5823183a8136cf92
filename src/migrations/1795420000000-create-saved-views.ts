import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
CREATE TABLE saved_views (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id bigint NOT NULL,
  list varchar(64) NOT NULL,
  name varchar(100) NOT NULL,
  name_key varchar(400) NOT NULL,
  query varchar(2000) NOT NULL,
  is_shared boolean NOT NULL DEFAULT false,
  "position" integer NOT NULL,
  created_at timestamptz(3) NOT NULL,
  updated_at timestamptz(3) NOT NULL,
  CONSTRAINT saved_views_pkey PRIMARY KEY (id),
  CONSTRAINT saved_views_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX saved_views_name_unique ON saved_views (user_id, list, name_key);
CREATE INDEX saved_views_shared ON saved_views (list, name, id) WHERE is_shared;

CREATE TABLE default_views (
  user_id bigint NOT NULL,
  list varchar(64) NOT NULL,
  view_id uuid NOT NULL,
  CONSTRAINT default_views_pkey PRIMARY KEY (user_id, list),
  CONSTRAINT default_views_user_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT default_views_view_fkey FOREIGN KEY (view_id) REFERENCES saved_views (id) ON DELETE CASCADE
);
CREATE INDEX default_views_view ON default_views (view_id);
`;

export class CreateSavedViews1795420000000 implements MigrationInterface {
  name = 'CreateSavedViews1795420000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE default_views, saved_views');
  }
}
