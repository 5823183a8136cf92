import type { Client } from 'pg';
import type { MailStep } from '../testkit/smtp';
import { until } from '../testkit/until';

/** Statements that a node has reached when it is killed. */
export interface StatementMoment {
  readonly table: string;
  readonly at: 'BEFORE INSERT' | 'AFTER INSERT' | 'BEFORE UPDATE' | 'BEFORE DELETE' | 'COMMIT of INSERT';
  /** Condition of the trigger. */
  readonly when?: string;
  /** Whether the connection is lost too. Otherwise PostgreSQL completes the statement after the death of the node. */
  readonly isCut?: boolean;
}

/** Steps of a delivery at which the SMTP server does not answer any more. */
interface MailMoment {
  readonly smtp: MailStep;
}

/** What the shop or a customer has received. */
interface ReceivedMoment {
  readonly received: 'answers' | 'an e-mail';
}

export type KillMoment = StatementMoment | MailMoment | ReceivedMoment;

const JOBS = 'graphile_worker._private_jobs';

/** From the receipt of an event to the record of its last e-mail. */
export const KILL_MOMENTS: readonly KillMoment[] = [
  { table: 'shop_events', at: 'BEFORE INSERT' },
  { table: 'shop_events', at: 'AFTER INSERT' },
  { table: JOBS, at: 'BEFORE INSERT' },
  { table: 'shop_events', at: 'COMMIT of INSERT' },
  { table: 'shop_events', at: 'COMMIT of INSERT', isCut: true },
  { received: 'answers' },
  { table: JOBS, at: 'BEFORE UPDATE', when: 'OLD.locked_at IS NULL AND NEW.locked_at IS NOT NULL' },
  { table: 'shop_sales', at: 'BEFORE INSERT' },
  { table: 'shop_references', at: 'BEFORE INSERT' },
  { table: 'orders', at: 'BEFORE INSERT' },
  { table: 'customers', at: 'BEFORE INSERT' },
  { table: 'orders', at: 'BEFORE UPDATE' },
  { table: 'order_lines', at: 'BEFORE INSERT' },
  { table: 'licenses', at: 'AFTER INSERT' },
  { table: 'order_licenses', at: 'BEFORE INSERT' },
  { table: 'audit_entries', at: 'BEFORE INSERT' },
  { table: 'shop_sales', at: 'BEFORE UPDATE', when: 'NEW.order_uid IS NOT NULL' },
  { table: 'shop_events', at: 'BEFORE UPDATE', when: `NEW.state = 'done'` },
  { table: 'orders', at: 'COMMIT of INSERT' },
  { table: 'events', at: 'BEFORE UPDATE' },
  { table: 'mails', at: 'BEFORE INSERT' },
  { table: 'mails', at: 'COMMIT of INSERT' },
  { table: 'mails', at: 'BEFORE UPDATE', when: 'NEW.tries > OLD.tries' },
  { smtp: 'connect' },
  { smtp: 'RCPT TO' },
  { smtp: 'DATA' },
  { smtp: 'end of DATA' },
  { table: 'mails', at: 'BEFORE UPDATE', when: `NEW.state = 'sent'` },
  { table: 'mails', at: 'BEFORE UPDATE', when: `NEW.state = 'sent'`, isCut: true },
  { received: 'an e-mail' },
];

const LOCK = 4_711;
/** Looks into the database delay the nodes. */
const PAUSE = { pauseMs: 20 };

/** Lets every node wait at a statement, by a trigger that waits for a lock which this connection holds. */
export class StatementTrap {
  constructor(private readonly client: Client) {}

  async set({ table, at, when }: StatementMoment): Promise<void> {
    const isAtCommit = at === 'COMMIT of INSERT';
    const time = isAtCommit ? 'AFTER INSERT' : at;
    await this.client.query(`SELECT pg_advisory_lock(${LOCK})`);
    await this.client.query(`
      CREATE OR REPLACE FUNCTION wait_for_kill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        PERFORM pg_advisory_xact_lock_shared(${LOCK});
        RETURN COALESCE(NEW, OLD);
      END $$;
      CREATE ${isAtCommit ? 'CONSTRAINT' : ''} TRIGGER wait_for_kill ${time} ON ${table}
        ${isAtCommit ? 'DEFERRABLE INITIALLY DEFERRED' : ''} FOR EACH ROW
        ${when === undefined ? '' : `WHEN (${when})`} EXECUTE FUNCTION wait_for_kill()`);
  }

  /** Resolves when a node waits. */
  reached(): Promise<void> {
    const isReached = async () => (await this.client.query(WAITING)).rows.length > 0;
    return until('a node has reached the statement', isReached, PAUSE);
  }

  /** Lets PostgreSQL go on with the statements of the killed node. */
  async release({ table, isCut = false }: StatementMoment): Promise<void> {
    if (isCut) {
      await this.client.query(`SELECT pg_terminate_backend(pid) FROM (${WAITING}) AS waiting`);
    }
    await this.client.query(`SELECT pg_advisory_unlock(${LOCK})`);
    await this.noStatementsLeft();
    await this.client.query(`DROP TRIGGER wait_for_kill ON ${table}`);
  }

  /** Resolves when PostgreSQL has noticed the end of the node. */
  noStatementsLeft(): Promise<void> {
    const isOver = async () => (await this.client.query(OTHERS)).rows.length === 0;
    return until('the connections of the node have ended', isOver, PAUSE);
  }
}

const WAITING = `
  SELECT pid FROM pg_locks
  WHERE locktype = 'advisory' AND NOT granted AND objid = ${LOCK}
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const OTHERS = `
  SELECT 1 FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;
