/** A license as the V2 server has it. */
export interface OldV2License {
  readonly id: number;
  readonly key: string;
  readonly customer: number | null;
  readonly type: 'perpetual' | 'subscription';
  readonly until: string | null;
  readonly activations: number;
  readonly users: number | null;
  readonly isActive: boolean;
  readonly devices: readonly { readonly hash: string; readonly isActive: boolean }[];
}

export const OLD_V2_KEY = 'AF-2024-0123456789abcdef0123456789abcdef';
export const V2_CUSTOMERS = 50;

export function oldV2License(id: number): OldV2License {
  const is = (every: number): boolean => id % every === 0;
  const device = (index: number, isActive: boolean) => ({ hash: `hw-${id}-${index}\\x`, isActive });
  return {
    id,
    key: `V2AA-${String(id).padStart(4, '0')}-BBBB-CCCC`,
    customer: is(9) ? null : 1 + (id % V2_CUSTOMERS),
    type: is(2) ? 'perpetual' : 'subscription',
    until: is(3) ? null : is(7) ? '2024-02-29' : '2031-02-03',
    activations: 1 + (id % 4),
    users: is(5) ? 25 : null,
    isActive: !is(11),
    devices: [
      ...Array.from({ length: id % 3 }, (_, index) => device(index, true)),
      ...(is(8) ? [device(9, false)] : []),
    ],
  };
}

/** A plain dump of `pg_dump` with the licenses from 1 to the count. Columns are the fields of the server's API. */
export function v2Dump(count: number): string {
  const licenses = Array.from({ length: count }, (_, index) => oldV2License(index + 1));
  let device = 0;
  return [
    '--\n-- PostgreSQL database dump\n--\n\nSET standard_conforming_strings = on;\n\n',
    "CREATE FUNCTION public.f() RETURNS text LANGUAGE sql AS $$ SELECT ';' $$;\n\n",
    copied(
      'activations',
      'id license_id hardware_hash machine_name app_version activated_at last_heartbeat is_active',
      [
        ...licenses.flatMap(({ id, devices }) =>
          devices.map(({ hash, isActive }) => [
            ...[(device += 1), id, hash, `DESKTOP\t${id}`, '1.0.0', '2024-05-06 07:08:09.123456+02'],
            ...['2024-06-07 08:09:10+02', isActive],
          ]),
        ),
        [0, 999_999, 'lost', null, null, null, null, true],
      ],
    ),
    copied('api_keys', 'id name key is_active created_at', [
      [1, 'first', `AF-2023-${'f'.repeat(32)}`, false, '2023-01-01 00:00:00'],
      [2, 'second', OLD_V2_KEY, true, '2024-01-01 00:00:00'],
    ]),
    copied(
      'customers',
      'id name email company phone created_at',
      Array.from({ length: V2_CUSTOMERS }, (_, index) => [
        ...[index + 1, `ACME\\${index + 1} "Corp"\nline`, index === 4 ? null : `Admin${index + 1}@acme.example`],
        ...[index % 2 === 0 ? 'ACME' : null, '+1 555 0100', '2023-01-01 00:00:00'],
      ]),
    ),
    copied(
      'licenses',
      'id license_key customer_id type valid_from valid_until max_activations max_users is_active notes created_at',
      licenses.map((one) => [
        ...[one.id, one.key, one.customer, one.type, '2024-01-01', one.until, one.activations, one.users],
        ...[one.isActive, one.id === 1 ? 'two\nlines' : null, '2024-01-01 10:20:30'],
      ]),
    ),
    copied('users', 'id name email password_hash', [[1, 'Admin', 'admin@v2.example', '$2b$12$x']]),
    copied('versions', 'id version release_date download_url release_notes is_mandatory is_active', [
      [1, '1.0.0', '2024-01-15', 'https://example.com/v1.0.0', 'First', false, false],
      [2, 'v1.1.0', '2024-06-15', 'javascript:alert(1)', 'Second\n\\.', true, true],
    ]),
    '\n--\n-- PostgreSQL database dump complete\n--\n',
  ].join('');
}

type Value = string | number | boolean | null;

function copied(table: string, columns: string, rows: readonly (readonly Value[])[]): string {
  const lines = rows.map((row) => `${row.map(text).join('\t')}\n`);
  return `COPY public.${table} (${columns.split(' ').join(', ')}) FROM stdin;\n${lines.join('')}\\.\n\n\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function text(value: Value): string {
  if (value === null) {
    return '\\N';
  }
  return typeof value === 'boolean'
    ? value
      ? 't'
      : 'f'
    : String(value).replace(/[\\\t\n\r]/g, (one) => ESCAPES[one] ?? one);
}
