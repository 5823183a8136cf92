import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = `
ALTER TABLE trials ADD COLUMN ends_at timestamptz(3), ADD COLUMN converted_at timestamptz(3);

UPDATE trials t SET
  ends_at = CASE WHEN l.type = 'trial' THEN least(l.expires_at, l.disabled_at, l.blocked_at, l.revoked_at) END,
  converted_at = CASE WHEN l.type <> 'trial' THEN l.updated_at END
FROM licenses l WHERE l.id = t.license_id;
UPDATE trials SET ends_at = granted_at WHERE granted_at IS NOT NULL AND license_id IS NULL;

CREATE FUNCTION follow_trial() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE trials SET
      ends_at = CASE
        WHEN NEW.type = 'trial' THEN least(NEW.expires_at, NEW.disabled_at, NEW.blocked_at, NEW.revoked_at)
        ELSE ends_at
      END,
      converted_at = CASE WHEN NEW.type = 'trial' THEN NULL ELSE coalesce(converted_at, NEW.updated_at) END
    WHERE license_id = NEW.id;
    RETURN NULL;
  END $$;
CREATE TRIGGER licenses_follow_trial AFTER UPDATE OF type, expires_at, disabled_at, blocked_at, revoked_at ON licenses
  FOR EACH ROW WHEN (OLD.type = 'trial' OR NEW.type = 'trial') EXECUTE FUNCTION follow_trial();

-- The trial of a deleted license is over. A deletion has no time of its own.
CREATE FUNCTION end_trial() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE trials SET ends_at = least(ends_at, now()) WHERE license_id = OLD.id;
    RETURN OLD;
  END $$;
CREATE TRIGGER licenses_end_trial BEFORE DELETE ON licenses
  FOR EACH ROW WHEN (OLD.type = 'trial') EXECUTE FUNCTION end_trial();

CREATE INDEX trials_pending ON trials (id) WHERE granted_at IS NULL;
CREATE INDEX trials_converted ON trials (converted_at) WHERE converted_at IS NOT NULL;
CREATE INDEX trials_ends ON trials (coalesce(ends_at, 'infinity'))
  WHERE granted_at IS NOT NULL AND converted_at IS NULL;
-- Lists by state read blocks of 4,096 ids from the newest, and skip blocks without a trial of that state.
CREATE INDEX trials_ends_block ON trials (((id >> 12)), (coalesce(ends_at, 'infinity')))
  WHERE granted_at IS NOT NULL AND converted_at IS NULL;
`;

const DOWN = `
DROP TRIGGER licenses_end_trial ON licenses;
DROP TRIGGER licenses_follow_trial ON licenses;
DROP FUNCTION end_trial();
DROP FUNCTION follow_trial();
DROP INDEX trials_pending;
ALTER TABLE trials DROP COLUMN ends_at, DROP COLUMN converted_at;
`;

/** Trials have the end of their license and the time of its conversion, so that they can be listed by state. */
export class FollowTrials1795410000000 implements MigrationInterface {
  name = 'FollowTrials1795410000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(UP);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(DOWN);
  }
}
