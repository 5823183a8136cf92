import { createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { SESSION_SPANS } from '../../../core/verification/sessions/session-spans';
import type { NamedHours, ReportedUsage, ReportNames } from '../report-claims';
import type { Counted } from './usage-figures';

/** Users, and devices, that are listed at most: those with most hours. */
const MAX_LISTED = 1_000;
/** 128 bits of a hash. */
const SHORT = 22;

type People = Pick<ReportedUsage, 'users' | 'other_user_hours' | 'hosts' | 'other_host_hours'>;

interface HoursRow {
  readonly of: 'user' | 'host';
  readonly name: string;
  readonly hours: number;
  /** Hours of all of its kind. */
  readonly total: number;
}

interface Naming {
  readonly names: ReportNames;
  /** Stays at the relay, so that nobody else can tell whose hash it is. */
  readonly salt: string;
  /** Bytes that both lists together may take. */
  readonly bytes: number;
}

/** Reads the hours of users and devices. Those for which there is no room are added up. */
export async function readPeople(
  manager: EntityManager,
  { licenseId, from, to, countBy }: Counted,
  { names, salt, bytes }: Naming,
): Promise<People> {
  if (names === 'none') {
    return {};
  }
  const rows = await manager.query<HoursRow[]>(HOURS, [licenseId, from, to, to, countBy]);
  const shown = (name: string): string => (names === 'named' ? name : hashed(salt, name));
  const users = listed(rows, 'user', shown, bytes / 2);
  const hosts = listed(rows, 'host', shown, bytes / 2);
  return {
    users: users.list.map(({ name, hours }) => ({ user: name, hours })),
    hosts: hosts.list.map(({ name, hours }) => ({ host: name, hours })),
    ...(users.others > 0 && { other_user_hours: users.others }),
    ...(hosts.others > 0 && { other_host_hours: hosts.others }),
  };
}

function hashed(salt: string, name: string): string {
  return createHmac('sha256', Buffer.from(salt, 'hex')).update(name).digest('base64url').slice(0, SHORT);
}

function listed(
  rows: readonly HoursRow[],
  of: HoursRow['of'],
  shown: (name: string) => string,
  bytes: number,
): { readonly list: readonly NamedHours[]; readonly others: number } {
  const own = rows.filter((row) => row.of === of);
  const list: NamedHours[] = [];
  let room = bytes;
  let rest = own[0]?.total ?? 0;
  for (const { name, hours } of own) {
    const row = { name: shown(name), hours: rounded(hours) };
    room -= Buffer.byteLength(JSON.stringify(row)) + 1;
    if (room < 0) {
      break;
    }
    list.push(row);
    rest -= hours;
  }
  return { list, others: list.length === own.length && own.length < MAX_LISTED ? 0 : rounded(rest) };
}

function rounded(hours: number): number {
  return Math.round(Math.max(0, hours) * 100) / 100;
}

const HOURS = `
  WITH span AS MATERIALIZED (
    SELECT "user", host, extract(epoch FROM least(until, $3) - greatest("from", $2)) / 3600 AS hours
    FROM (${SESSION_SPANS}) AS session WHERE until > $2
  ), named AS (
    SELECT 'user' AS of, "user" AS name, sum(hours) AS hours FROM span WHERE "user" IS NOT NULL GROUP BY "user"
    UNION ALL SELECT 'host', host, sum(hours) FROM span WHERE host IS NOT NULL GROUP BY host
  ), numbered AS (
    SELECT *, row_number() OVER (PARTITION BY of ORDER BY hours DESC, name) AS place, sum(hours) OVER (PARTITION BY of) AS total
    FROM named
  )
  SELECT of, name, hours::float8 AS hours, total::float8 AS total FROM numbered WHERE place <= ${MAX_LISTED} ORDER BY place`;
