import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEY_SQL } from './sample';

const CLIENTS = 16;
const THREADS = 2;
const GRACE_SECONDS = 30;

/** A check of the baselines' tables as one statement: what PostgreSQL itself allows for a statement for each check. */
const SCRIPT = `
\\set n random(1, :licenses)
WITH found AS (
  SELECT l.id, l.key, d.id AS device FROM licenses l JOIN devices d ON d.license_id = l.id AND d.fingerprint = md5('device ' || :n)
  WHERE l.key = ${KEY_SQL.replaceAll('|| n', '|| :n')} AND l.revoked_at IS NULL AND (l.expires_at IS NULL OR l.expires_at > now())
), seen AS (
  UPDATE devices SET last_seen_at = now(), check_count = check_count + 1 WHERE id = (SELECT device FROM found)
)
INSERT INTO verifications (at, license_id, key, fingerprint, operation, outcome)
SELECT now(), id, key, md5('device ' || :n), 'check', 'VALID' FROM found;
`;

/** Transactions a second; nothing where pgbench is not installed. */
export async function pgbench(databaseUrl: string, licenses: number, seconds: number): Promise<number | undefined> {
  const script = join(tmpdir(), `keyward-bench-${process.pid}.sql`);
  await writeFile(script, SCRIPT);
  try {
    const output = await run(script, databaseUrl, licenses, seconds);
    const rate = /tps = ([\d.]+)/.exec(output ?? '')?.[1];
    return rate === undefined ? undefined : Math.round(Number(rate));
  } finally {
    await rm(script, { force: true });
  }
}

async function run(script: string, url: string, licenses: number, seconds: number): Promise<string | undefined> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const child = spawn(
    'pgbench',
    [
      '-n',
      '-M',
      'prepared',
      `-c${CLIENTS}`,
      `-j${THREADS}`,
      `-T${Math.ceil(seconds)}`,
      '-D',
      `licenses=${licenses}`,
    ].concat(['-f', script, '-h', decodeURIComponent(hostname), '-p', port, '-U', username, pathname.slice(1)]),
    {
      env: { ...process.env, PGPASSWORD: decodeURIComponent(password) },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: (seconds + GRACE_SECONDS) * 1000,
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const ended = once(child, 'close');
  return ended.then(
    () => output,
    () => undefined,
  );
}
