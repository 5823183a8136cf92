import { uploaded, applied, worked } from '../imports';
import { licenseboxDump } from '../licensebox-dump';
import { Browser } from '../../testkit/browser';
import { formOf } from '../../testkit/forms';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG = 'Zusammengehörigkeitsbescheinigungsverwaltungsprogramm';
const FILE = `licensebox-${'backup-of-the-old-server-'.repeat(4)}2026-11-20.sql`;

/** Licenses of a file, on pages that need no more. */
const FEW = 5;

let dumps = 0;

/** With long names, so that pages show how they cut them. Each has licenses, customers and products of its own. */
function dump(count: number): string {
  const mark = `N${++dumps}`;
  return [...licenseboxDump(count, { rowsPerInsert: 500, hasColumns: false })]
    .join('')
    .replaceAll('Photo Studio', LONG)
    .replaceAll('LB-', `${mark}-LB-`)
    .replaceAll('shop.example', `${mark}.example`)
    .replace(/STUDIO|VIEWER|viewer/g, (product) => mark + product);
}

/** Uploads a file of so many licenses and has it checked. */
async function check(server: TestServer, count = 300): Promise<string> {
  const form = await formOf(['from', 'licensebox'], ['file', dump(count), FILE]);
  const { body } = await server.asAdmin('POST', '/api/v1/imports', form);
  await worked(server, body.id);
  return `/console/imports/${body.id}`;
}

async function apply(server: TestServer, count?: number): Promise<string> {
  const path = await check(server, count);
  await applied(server, path.split('/').at(-1) ?? '');
  return path;
}

const checked = oncePerServer(check);
const imported = oncePerServer(apply);

/** Nobody works on it: the tests' server runs no jobs by itself. */
async function waiting(server: TestServer): Promise<string> {
  const path = await check(server, FEW);
  const id = path.split('/').at(-1) ?? '';
  await server.dataSource.query(
    `UPDATE imports SET state = 'checking', kind = 'license', position = 2 WHERE uid = $1`,
    [id],
  );
  return path;
}

async function used(server: TestServer): Promise<string> {
  const path = await apply(server, FEW);
  const id = path.split('/').at(-1) ?? '';
  const { batch } = (await server.asAdmin('GET', `/api/v1/imports/${id}`)).body;
  const { items } = (await server.asAdmin('GET', `/api/v1/licenses?limit=3&batch=${encodeURIComponent(batch)}`)).body;
  for (const { key } of items) {
    await server.call('POST', '/api/v1/validate', { body: { license_key: key, hardware_id: 'desk' } });
  }
  await server.asAdmin('POST', `/api/v1/imports/${id}/undo`);
  await worked(server, id);
  return path;
}

async function undone(server: TestServer): Promise<string> {
  const path = await apply(server, FEW);
  const id = path.split('/').at(-1) ?? '';
  await server.asAdmin('POST', `/api/v1/imports/${id}/undo`);
  await worked(server, id);
  return path;
}

const failed = async (server: TestServer): Promise<string> =>
  `/console/imports/${(await uploaded(server, 'licensebox', 'SELECT 1;')).id}`;

/** An import from an API that was read so far; nobody reads on. */
const fromApi =
  (change: string) =>
  async (server: TestServer): Promise<string> => {
    const access = { url: 'https://1.1.1.1/v1/accounts/vendor', token: 'token-of-the-account' };
    const { body } = await server.asAdmin('POST', '/api/v1/imports', { body: { from: 'keygen', api: access } });
    await server.dataSource.query(`DELETE FROM graphile_worker._private_jobs WHERE payload->>'import' IS NOT NULL`);
    await server.dataSource.query(
      `UPDATE imports SET file_name = 'keygen.example', api = jsonb_set(api, '{pages}', '120'), ${change} WHERE uid = $1`,
      [body.id],
    );
    return `/console/imports/${body.id}`;
  };

const apiFailed = fromApi(
  `state = 'failed', api_token = NULL,
   failure = '{"reason": "api_unreachable", "detail": "Keygen cannot be read at /v1/accounts/vendor/licenses: status 503"}'`,
);

const SHEET = `Serial no.,Customer e-mail,${LONG},Seats,Valid until,Notes
S-1,ada@shop.example,${LONG},3,2031-12-31,a note that is longer than the example that the page shows of it
`;

const sheetColumns = async (server: TestServer): Promise<string> => {
  const browser = new Browser(server);
  await browser.signIn();
  const { body, headers } = await formOf(['from', 'spreadsheet'], ['file', SHEET, 'licenses.csv']);
  const { location = '' } = await browser.postBody('/console/imports/new', body, headers);
  return location;
};

export const PAGES: readonly ConsolePage[] = [
  { name: 'imports-none', path: '/console/imports', permission: 'imports:read' },
  { name: 'import-new', path: '/console/imports/new', permission: 'imports:write' },
  { name: 'import-columns', path: sheetColumns, permission: 'imports:write' },
  { name: 'import-api', path: '/console/imports/api', permission: 'imports:write' },
  { name: 'import-api-reading', path: fromApi('continued_at = now()'), permission: 'imports:read' },
  { name: 'import-api-failed', path: apiFailed, permission: 'imports:read' },
  { name: 'import-check', path: checked, permission: 'imports:read', isDocumented: true },
  { name: 'import-undone', path: undone, permission: 'imports:read' },
  { name: 'import-working', path: waiting, permission: 'imports:read' },
  { name: 'import-failed', path: failed, permission: 'imports:read' },
  { name: 'import-done', path: imported, permission: 'imports:read' },
  { name: 'import-undo', path: async (server) => `${await imported(server)}/undo`, permission: 'imports:write' },
  { name: 'import-used', path: used, permission: 'imports:read' },
  { name: 'import-left-out', path: async (server) => `${await checked(server)}/left-out`, permission: 'imports:read' },
  {
    name: 'import-left-out-none',
    path: async (server) => `${await checked(server)}/left-out?q=nothing&kind=license`,
    permission: 'imports:read',
  },
  { name: 'imports', path: '/console/imports', permission: 'imports:read' },
];
