import type { Import, ImportCounts } from '../../sdk/src/generated/native';
import { isWorking } from '../../src/plugins/migration/imports/import.entity';
import { formOf } from '../testkit/forms';
import { runQueued } from '../testkit/jobs';
import { API_TOKEN, type PagedApi } from './paged-api';
import type { TestServer } from '../testkit/server';
import { until } from '../testkit/until';

const PATH = '/api/v1/imports';

/** Licenses of another server that a spec file imports: at least one of each kind; the suite of processes imports more. */
export const licensesToImport = (everyKind: number): number => Number(process.env.KEYWARD_TEST_IMPORTED ?? everyKind);

/** Uploads a file and has it read and checked. */
export async function uploaded(
  server: TestServer,
  from: string,
  file: string | Buffer,
  more: Record<string, string> = {},
): Promise<Import> {
  const texts = Object.entries(more).map(([name, value]) => [name, value] as const);
  const form = await formOf(['from', from], ...texts, ['file', file, 'dump.sql']);
  const { status, body } = await server.asAdmin('POST', PATH, form);
  if (status !== 201) {
    throw new Error(`The file was not accepted: ${JSON.stringify(body)}`);
  }
  return worked(server, body.id);
}

/** Has the server read an API. */
export async function readFrom(server: TestServer, from: string, api: PagedApi, more: object = {}): Promise<Import> {
  const { status, body } = await server.asAdmin('POST', PATH, {
    body: { from, api: { url: api.url, token: API_TOKEN, ...more } },
  });
  if (status !== 201) {
    throw new Error(`The API was not accepted: ${JSON.stringify(body)}`);
  }
  return worked(server, body.id);
}

/** The import when no job works on it any more; another caller may have taken its job. */
export async function worked(server: TestServer, id: string): Promise<Import> {
  const current = async (): Promise<Import> => (await server.asAdmin('GET', `${PATH}/${id}`)).body;
  const isResting = async (): Promise<boolean> => {
    await runQueued(server, 'imports');
    return !isWorking(await current());
  };
  // An API with entitlements is asked once for each license.
  await until('the import rests', isResting);
  return current();
}

export async function applied(server: TestServer, id: string, body: object = {}): Promise<Import> {
  const answer = await server.asAdmin('POST', `${PATH}/${id}/apply`, { body });
  if (answer.status !== 202) {
    throw new Error(`The import was not confirmed: ${JSON.stringify(answer.body)}`);
  }
  return worked(server, id);
}

/** The counts of a kind, with those that were left out by reason. */
export function countsOf({ counts }: Import, kind: string): Record<string, unknown> {
  const found = counts.find((one: ImportCounts) => one.kind === kind);
  return {
    ...found,
    left_out: Object.fromEntries((found?.left_out ?? []).map(({ reason, count }) => [reason, count])),
  };
}

/** Kinds whose sums do not balance. */
export function unbalanced({ counts }: Import): string[] {
  return counts
    .filter(({ read, pending, made, already_there, undone, left_out }) => {
      const sum = left_out.reduce((all, { count }) => all + count, 0);
      return read !== pending + made + already_there + undone + sum;
    })
    .map(({ kind }) => kind);
}

/** Rows by what was changed in them. */
export function notesOf({ notes }: Import): Record<string, number> {
  return Object.fromEntries(notes.map(({ note, count }) => [note, count]));
}

export interface ImportedLicense {
  readonly key: string;
  readonly activations: readonly string[];
  readonly [field: string]: unknown;
}

/** The licenses of an import, with their activations. Dates of activations that are that of the import are null. */
export function importedLicenses(server: TestServer, batch: string): Promise<ImportedLicense[]> {
  return server.dataSource.query<ImportedLicense[]>(IMPORTED, [batch]);
}

/** Facts of an activation that few servers have. */
export interface ImportedSeat {
  readonly name?: string | null;
  readonly activated_at?: string;
  readonly last_seen_at?: string;
}

/** A license as `importedLicenses` finds it: null for all that the old server does not have. */
export function asImported(
  license: Partial<ImportedLicense> & { readonly activations: readonly string[] },
  seatOf: (fingerprint: string) => ImportedSeat = () => ({}),
): object {
  const seats = license.activations.map((fingerprint) => {
    const { activated_at = null, last_seen_at = activated_at, name = null } = seatOf(fingerprint);
    return { fingerprint, name, activated_at, last_seen_at };
  });
  return { company: null, phone: null, starts_at: null, max_users: null, ...license, seats_taken: seats };
}

/** By their keys, with the columns that only few servers have. */
export async function importedWithTerms(server: TestServer, batch: string): Promise<Map<string, object>> {
  const licenses = new Map((await importedLicenses(server, batch)).map((license) => [license.key, license]));
  const terms = await server.dataSource.query<{ key: string }[]>(TERMS, [batch]);
  return new Map(terms.map((row) => [row.key, { ...licenses.get(row.key), ...row }]));
}

const TERMS = `
  SELECT key, duration_days, expiry_basis, updates_until, description, allowed_ips FROM licenses
  WHERE batch = $1 ORDER BY id`;

const shown = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const instant = (column: string): string => `${shown(column)} AS ${column.split('.').at(-1)}`;
/** Null for the time of the import. */
const dated = (column: string): string => shown(`nullif(a.${column}, l.updated_at)`);

const IMPORTED = `
  SELECT l.key, p.reference AS product, p.name AS product_name, l.type_label, c.email AS customer, c.name AS customer_name,
    c.company, c.phone, l.max_users, ${instant('l.starts_at')},
    l.max_activations AS seats, l.uses_limit AS uses,
    CASE WHEN l.revoked_at IS NOT NULL THEN 'revoked' WHEN l.blocked_at IS NOT NULL THEN 'blocked'
      WHEN l.disabled_at IS NOT NULL THEN 'disabled' ELSE 'active' END AS state,
    ${instant('l.expires_at')}, ${instant('l.created_at')}, l.metadata,
    ARRAY(SELECT fingerprint FROM activations WHERE license_id = l.id ORDER BY fingerprint COLLATE "C") AS activations,
    ARRAY(
      SELECT json_build_object('fingerprint', fingerprint, 'name', a.name, 'activated_at', ${dated('activated_at')},
        'last_seen_at', ${dated('last_seen_at')})
      FROM activations AS a WHERE license_id = l.id ORDER BY fingerprint COLLATE "C"
    ) AS seats_taken
  FROM licenses l JOIN products p ON p.id = l.product_id LEFT JOIN customers c ON c.id = l.customer_id
  WHERE l.batch = $1 ORDER BY l.id`;

/** Dates of the activations that an import has made, by their domain or device. */
export async function activationDates({ dataSource }: TestServer, batch: string): Promise<Record<string, string>> {
  const rows = await dataSource.query<{ fingerprint: string; activated_at: Date }[]>(ACTIVATIONS, [batch]);
  return Object.fromEntries(rows.map(({ fingerprint, activated_at }) => [fingerprint, activated_at.toISOString()]));
}

const ACTIVATIONS = `
  SELECT a.fingerprint, a.activated_at FROM activations AS a JOIN licenses AS l ON l.id = a.license_id WHERE l.batch = $1`;
