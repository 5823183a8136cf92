import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { deviceOf, keyOf } from '../sample';
import { seed } from '../seed';
import { type Timed, timed } from '../timed';
import type { Bench } from './mode';

const PROJECT = join(__dirname, '..', '..', '..', '..');
/** Documents with the prefixes of their paths. */
const DOCUMENTS = {
  'openapi.json': '',
  'openapi/v2.json': '/dialects/v2',
  'openapi/license-manager.json': '/dialects/license-manager',
  'openapi/lic.json': '/dialects/lic',
  'openapi/progran3.json': '/dialects/progran3',
};
const LOG_ROWS = 3;

interface Parameter {
  readonly $ref?: string;
  readonly required?: boolean;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly security?: readonly object[];
}

interface Document {
  readonly paths: Record<string, { readonly get?: Operation }>;
  readonly components: { readonly parameters?: Record<string, Parameter> };
}

/** Every list, search and statistics call, by an admin. */
export async function lists({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses, logRows: LOG_ROWS, varied: true });
  const token = await keyward.logIn();
  const rows: Timed[] = [];
  for (const call of [...Object.entries(DOCUMENTS).flatMap(listsOf), ...searches(licenses)]) {
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

/** The calls of an admin that need neither an id nor a query. Exports send the whole table by design. */
function listsOf([file, prefix]: [string, string]): string[] {
  const { paths, components } = JSON.parse(readFileSync(join(PROJECT, file), 'utf8')) as Document;
  const { parameters: shared = {} } = components;
  return Object.entries(paths)
    .filter(([path, { get }]) => get && isForAdmins(get) && !path.includes('{') && !path.endsWith('/export'))
    .filter(
      ([, { get }]) => !get?.parameters?.some((one) => (shared[one.$ref?.split('/').at(-1) ?? ''] ?? one).required),
    )
    .map(([path]) => prefix + path);
}

function isForAdmins({ security = [] }: Operation): boolean {
  return security.some((scheme) => 'token' in scheme);
}

function searches(licenses: number): string[] {
  const number = Math.floor(licenses / 2) + 1;
  const [key, device] = [keyOf(number), deviceOf(number)];
  const part = key.slice(0, 9);
  const statuses = ['active', 'unused', 'expired', 'disabled', 'blocked', 'revoked', 'not_started'];
  return [
    ...[...statuses.map((status) => `status=${status}`), `key=${key}`, `q=${part}`, 'q=zzzz-none'].map(licensesWith),
    ...['product=v2-default', 'product=lic-default&type=trial', `batch=batch-${Math.floor(number / 10_000)}`].map(
      licensesWith,
    ),
    ...[part, device.slice(0, 12), 'zzzz-none'].map((text) => `/api/v1/search?q=${text}`),
    `/api/v1/customers?q=Company`,
    `/api/v1/activations?fingerprint=${device}`,
    '/api/v1/activations?ip=192.0.2.7',
    `/dialects/v2/api/global-search?q=${part}`,
    '/dialects/v2/api/customers?q=example.com',
    `/dialects/lic/api/licenses?search=${part}`,
    `/dialects/progran3/api/licenses?search=${part}`,
    '/dialects/progran3/api/licenses?sort=expires_at&order=asc',
    `/dialects/license-manager/api/internal/product-licenses?search=${part}`,
  ];
}

function licensesWith(query: string): string {
  return `/api/v1/licenses?${query}`;
}
