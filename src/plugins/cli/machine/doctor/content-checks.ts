import { IsNull, MoreThan } from 'typeorm';
import { AddressSet } from '../../../../core/common/http/address-set';
import { User } from '../../../../core/identity/users/user.entity';
import { Alert } from '../../../../core/platform/alerts/alert.entity';
import { SecretCipher, UnreadableSecret } from '../../../../core/platform/config/secret-cipher';
import { InvalidSettings } from '../../../../core/platform/config/settings';
import { JobStatus } from '../../../../core/platform/jobs/job-status.entity';
import { FormerDatabase } from '../../../../core/migrations/former-migrations';
import { backgroundMigrations } from '../../../../core/platform/background-migrations/background-migrations';
import { AUDIT_LOG, EVENT_LOG } from '../../../../core/platform/logs/record-logs';
import { IS_ABANDONED } from '../../../../core/platform/jobs/job-queue.service';
import { storedSecrets } from '../../../../core/start/encrypt-secrets';
import { NewerDatabase } from '../../../../core/start/oldest-release';
import { pendingIn } from '../../../../core/start/prepare-database';
import { MANAGEMENT_REQUEST_LOG } from '../../../../core/licensing/requests/management-request.entity';
import { VERIFICATION_LOG } from '../../../../core/verification/log/verification-log';
import { type Check, type Finding, findingIf, NotChecked, reasonOf } from './check';
import type { Context } from './context';

const MAX_LISTED = 20;
const OVERDUE_MS = 15 * 60_000;
/** Retries are usual, three failures in a row are not. */
const FAILURES = 3;
const SILENT_SECONDS = 600;
const NEWEST_CHECKS = 100;

/** The data of the installation. */
export const CONTENT_CHECKS: readonly Check[] = [
  {
    name: 'database-migrations',
    finds: 'migrations that are pending or fail in the background, and a database that a later release has migrated',
    run: migrations,
  },
  {
    name: 'database-partitions',
    finds: 'rows of the logs outside of the partitions of their months',
    run: partitions,
  },
  {
    name: 'database-secrets',
    finds: 'secrets that `SECRETS_KEY` does not decrypt, or that are in plain text in a database of your own',
    run: secrets,
  },
  {
    name: 'client-addresses',
    finds: 'proxies of `TRUSTED_PROXIES` whose `X-Forwarded-For` names no client',
    run: clientAddresses,
  },
  { name: 'owners', finds: 'an installation without an active owner', run: owners },
  {
    name: 'jobs',
    finds:
      'jobs that fail, that nobody runs or that are no longer tried, and a schedule that a node with a wrong clock has stopped',
    run: jobs,
  },
  { name: 'alerts', finds: 'open alerts, as the console shows them', run: alerts },
];

async function migrations(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  try {
    const pending = await database.read(pendingIn);
    const [first = ''] = pending;
    const failing = (await database.read(backgroundMigrations)).filter(({ failures }) => failures >= FAILURES);
    return [
      ...findingIf(
        pending.length > 0,
        `Migrations are pending: ${pending.length}, beginning with ${first}.`,
        '`keyward migrate`, or start the server, which migrates too. Back up the database first.',
      ),
      ...failing.map(({ name, failures, lastError }) => ({
        problem: `The background migration ${name} has failed ${failures} times: ${reasonOf(lastError ?? '')}.`,
        remedy: 'Mend the cause; the servers try again by themselves. docs/upgrade.md#in-the-background says more.',
      })),
    ];
  } catch (error) {
    if (error instanceof FormerDatabase) {
      return [{ problem: `${error.message}: this release does not start on it.`, remedy: error.remedy }];
    }
    if (error instanceof NewerDatabase) {
      const { migration, version, needed } = error;
      const problem = `Another release has migrated the database further (${migration}${version === null ? '' : `, ${version}`}).`;
      return [
        { problem, remedy: `Install ${needed ?? 'that release'} or a later one, or restore the backup from before.` },
      ];
    }
    throw error;
  }
}

async function partitions(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const names = [VERIFICATION_LOG, EVENT_LOG, AUDIT_LOG, MANAGEMENT_REQUEST_LOG].map(({ name }) => `${name}_default`);
  const rows = await database.query<{ name: string; isFilled: boolean }>(
    names.map((name) => `SELECT '${name}' AS name, EXISTS (SELECT FROM "${name}") AS "isFilled"`).join(' UNION ALL '),
  );
  const filled = rows.flatMap(({ name, isFilled }) => (isFilled ? [name] : []));
  return findingIf(
    filled.length > 0,
    `Rows are in ${filled.join(', ')}, because the partitions of their months could not be made.`,
    'A job moves them every night and at each start. If that fails, stop what holds long locks, such as a backup, and restart a node.',
  );
}

async function secrets(context: Context): Promise<readonly Finding[]> {
  const cipher = cipherOf(context);
  const database = await context.database();
  const stored = await database.read(storedSecrets);
  const unreadable = stored.flatMap(({ name, stored: text }) => problemsOf(() => cipher.reencrypt(name, text)));
  if (unreadable.length > 0) {
    return unreadable.slice(0, MAX_LISTED).map((problem) => ({
      problem,
      remedy:
        'The key is where the server was first started with it: its environment, or a backup of that. A setting can be entered again, in the console under Settings.',
    }));
  }
  const others = stored.filter(({ name, stored: text }) => cipher.reencrypt(name, text) !== undefined);
  const isPlain = cipher.encrypt('', '') === '';
  return [
    ...findingIf(
      others.length > 0,
      `Secrets in the database that are not encrypted with SECRETS_KEY yet: ${others.length}.`,
      'Restart a node: a start encrypts them.',
    ),
    ...findingIf(
      isPlain && !context.isEmbedded && stored.length > 0,
      'The secrets in the database are in plain text: whoever reads it or a backup can sign tokens, answers and webhooks.',
      'Set SECRETS_KEY to what `echo "base64:$(openssl rand -base64 32)"` prints, keep it apart from the backups, and restart: docs/operate/keys.md#secrets-in-the-database.',
    ),
  ];
}

function cipherOf({ settings }: Context): SecretCipher {
  try {
    return SecretCipher.from(settings);
  } catch (error) {
    throw error instanceof InvalidSettings ? new NotChecked('the key cannot be read: see `key-files`') : error;
  }
}

function problemsOf(decrypt: () => unknown): string[] {
  try {
    decrypt();
    return [];
  } catch (error) {
    if (error instanceof UnreadableSecret) {
      return [error.message];
    }
    throw error;
  }
}

/** A proxy may call the server for itself, but most calls of programs come from elsewhere. */
async function clientAddresses(context: Context): Promise<readonly Finding[]> {
  const proxies = new AddressSet(context.settings.TRUSTED_PROXIES);
  const database = await context.database();
  const newest = await database.query<{ ip: string | null }>(
    'SELECT ip FROM verifications ORDER BY at DESC, id DESC LIMIT $1',
    [NEWEST_CHECKS],
  );
  const ofProxies = newest.flatMap(({ ip }) => (ip !== null && proxies.has(ip) ? [ip] : []));
  return findingIf(
    ofProxies.length * 2 > newest.length,
    `${ofProxies.length} of the newest ${newest.length} license checks have the address of a proxy, such as ${ofProxies[0]}: all its clients share one limit.`,
    'Let the proxy send the address of the client in X-Forwarded-For: docs/operate/install.md#behind-a-proxy.',
  );
}

async function owners(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const hasOwner = await database.read((manager) => manager.existsBy(User, { role: 'owner', deactivatedAt: IsNull() }));
  return findingIf(
    !hasOwner,
    'No active user is an owner: nobody can manage users.',
    '`keyward user password admin` reactivates the owner; `keyward user add NAME --role owner` adds one.',
  );
}

async function jobs(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const failing = await database.read((manager) =>
    manager.find(JobStatus, { where: { failures: MoreThan(FAILURES - 1) }, order: { name: 'ASC' }, take: MAX_LISTED }),
  );
  const overdue = new Date(context.now.getTime() - OVERDUE_MS);
  const ahead = await database.queryOne<{ count: number; until: Date | null }>(AHEAD);
  const silence = await database.queryOne<{ seconds: number }>(SILENCE);
  const queue = await database.queryOne<{ late: number; abandoned: number }>(QUEUE, [overdue]);
  return [
    ...failing.map(({ name, failures, lastError }) => ({
      problem: `The job ${name} has failed ${failures} times in a row: ${reasonOf(lastError ?? 'for an unknown reason')}.`,
      remedy: 'Mend the cause; the job runs again by itself. The log of the server has the whole error.',
    })),
    ...findingIf(
      ahead.count > 0,
      `Scheduled jobs that no node runs before ${ahead.until?.toISOString()}, because the clock of a node was ahead: ${ahead.count}.`,
      'Set the clock that is wrong, and start a server: it mends the schedule within a minute.',
    ),
    ...findingIf(
      silence.seconds > SILENT_SECONDS,
      `No scheduled job has succeeded for ${Math.floor(silence.seconds / 60)} minutes.`,
      'Start a server on this database; if one runs, look into its log and at `/health/ready`.',
    ),
    ...findingIf(
      queue.late > 0,
      `Jobs due for more than 15 minutes: ${queue.late}. No server runs them.`,
      'Start a server on this database; if one runs, look into its log.',
    ),
    ...findingIf(
      queue.abandoned > 0,
      `Jobs that failed so often that they are no longer tried: ${queue.abandoned}.`,
      `\`psql "$DATABASE_URL" --command="SELECT task_identifier, last_error FROM graphile_worker.jobs WHERE ${IS_ABANDONED}"\` shows why.`,
    ),
  ];
}

const AHEAD = `
  SELECT count(*)::integer AS count, max(last_execution) AS until FROM graphile_worker._private_known_crontabs
  WHERE last_execution > clock_timestamp() + interval '2 minutes'`;

// Some of the jobs run each minute. A time that is still to come is that of a wrong clock.
const SILENCE = `
  SELECT coalesce(extract(epoch FROM clock_timestamp() - max(last_success_at) FILTER (
      WHERE last_success_at <= clock_timestamp() + interval '1 minute'
    )), 0)::double precision AS seconds FROM job_statuses`;

const QUEUE = `
  SELECT count(*) FILTER (WHERE attempts < max_attempts AND run_at < $1)::integer AS late,
         count(*) FILTER (WHERE ${IS_ABANDONED})::integer AS abandoned
  FROM (SELECT * FROM graphile_worker.jobs WHERE locked_at IS NULL LIMIT 10000) AS unlocked`;

async function alerts(context: Context): Promise<readonly Finding[]> {
  const database = await context.database();
  const open = await database.read((manager) =>
    manager.find(Alert, { where: { clearedAt: IsNull() }, order: { id: 'ASC' }, take: MAX_LISTED }),
  );
  return open.map(({ type, message, node, raisedAt }) => ({
    problem: `Alert ${type}${node === '' ? '' : ` of ${node}`} since ${raisedAt.toISOString()}: ${reasonOf(message)}.`,
    remedy: 'docs/monitoring.md#alerts says what to do; it ends by itself when its cause does.',
  }));
}
