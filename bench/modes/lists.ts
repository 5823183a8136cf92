import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median, rounded } from '../figures';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { deviceOf, keyOf } from '../sample';
import { seed } from '../seed';
import type { Bench } from './mode';

const DOCUMENT = join(__dirname, '..', '..', '..', '..', 'openapi.json');
const LOG_ROWS = 3;
const TIMES = 5;
const LIMIT_MS = 30_000;

interface Document {
  readonly paths: Record<string, { get?: { parameters?: { in: string; required?: boolean }[] } }>;
}

interface Timed {
  readonly call: string;
  readonly status: number;
  readonly median_ms: number;
  readonly longest_ms: number;
}

/** Every list, search and statistics call of the native API, by an admin. */
export async function lists({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses, logRows: LOG_ROWS, varied: true });
  const token = await keyward.logIn();
  const rows: Timed[] = [];
  for (const call of [...listsOfDocument(), ...searches(licenses)]) {
    rows.push(await timed(keyward.url, call, token));
  }
  rows.sort((a, b) => b.longest_ms - a.longest_ms);
  printTable(rows.map((row) => ({ ...row })));
  const refused = rows.filter(({ status }) => status !== 200);
  if (refused.length > 0) {
    throw new Error(`Not answered with 200: ${refused.map(({ call, status }) => `${call} (${status})`).join(', ')}`);
  }
  report.write({ lists: { ...report.conditions, licenses, log_rows_per_license: LOG_ROWS, calls: rows } });
}

/** The paths that need neither an id nor a query. Exports send the whole table by design. */
function listsOfDocument(): string[] {
  const { paths } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as Document;
  return Object.entries(paths)
    .filter(([path, { get }]) => get && !path.includes('{') && !path.endsWith('/export'))
    .filter(([, { get }]) => !get?.parameters?.some((parameter) => parameter.required))
    .map(([path]) => path);
}

function searches(licenses: number): string[] {
  const number = Math.floor(licenses / 2) + 1;
  const statuses = ['active', 'unused', 'expired', 'disabled', 'blocked', 'revoked', 'not_started'];
  const queries = [
    ...statuses.map((status) => `status=${status}`),
    `key=${keyOf(number)}`,
    `search=${keyOf(number).slice(0, 9)}`,
    `search=zzzz-none`,
    `hardware_id=${deviceOf(number)}`,
    'product=v2-default',
    'product=lic-default&type=trial',
    `batch=batch-${Math.floor(number / 10_000)}`,
    'expires_within_days=30',
  ];
  return queries.map((query) => `/api/v1/licenses?${query}`);
}

async function timed(url: string, call: string, token: string): Promise<Timed> {
  const times: number[] = [];
  let status = 0;
  for (let time = 0; time < TIMES; time++) {
    const begun = performance.now();
    const answer = await fetch(url + call, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await answer.text();
    status = answer.status;
    times.push(performance.now() - begun);
  }
  return { call, status, median_ms: rounded(median(times)), longest_ms: rounded(Math.max(...times)) };
}
