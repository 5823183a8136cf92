import type { QueryRunner } from 'typeorm';
import type { Migration } from './migration';

/** Whoever loses an e-mail address, in whatever way, is signed out of the portal, and links for it no longer work. */
export class EndSessionsOfLostAddresses1796510000000 implements Migration {
  readonly name = 'EndSessionsOfLostAddresses1796510000000';

  /** Triggers that refuse nothing. */
  readonly widens = [
    'customers_end_portal_sessions',
    'customers_deleted_end_portal_sessions',
    'customer_users_end_portal_sessions',
    'customer_users_deleted_end_portal_sessions',
  ];

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE portal_links ADD customer_ids bigint[];
      CREATE INDEX portal_links_email ON portal_links (email);

      CREATE FUNCTION end_portal_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          DELETE FROM portal_links WHERE email = OLD.email AND used_at IS NULL;
          DELETE FROM portal_sessions WHERE email = OLD.email;
          RETURN NULL;
        END
      $$;
      CREATE TRIGGER customers_end_portal_sessions AFTER UPDATE OF email ON customers
        FOR EACH ROW WHEN (OLD.email IS NOT NULL AND OLD.email IS DISTINCT FROM NEW.email)
        EXECUTE FUNCTION end_portal_sessions();
      CREATE TRIGGER customers_deleted_end_portal_sessions AFTER DELETE ON customers
        FOR EACH ROW WHEN (OLD.email IS NOT NULL) EXECUTE FUNCTION end_portal_sessions();
      CREATE TRIGGER customer_users_end_portal_sessions AFTER UPDATE OF email, customer_id ON customer_users
        FOR EACH ROW WHEN (OLD.email <> NEW.email OR OLD.customer_id <> NEW.customer_id)
        EXECUTE FUNCTION end_portal_sessions();
      CREATE TRIGGER customer_users_deleted_end_portal_sessions AFTER DELETE ON customer_users
        FOR EACH ROW EXECUTE FUNCTION end_portal_sessions();`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TRIGGER customer_users_deleted_end_portal_sessions ON customer_users;
      DROP TRIGGER customer_users_end_portal_sessions ON customer_users;
      DROP TRIGGER customers_deleted_end_portal_sessions ON customers;
      DROP TRIGGER customers_end_portal_sessions ON customers;
      DROP FUNCTION end_portal_sessions;
      DROP INDEX portal_links_email;
      ALTER TABLE portal_links DROP customer_ids;`);
  }
}
