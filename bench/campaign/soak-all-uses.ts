import { openAsBlob } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { licenseboxDump } from '../../test/support/licensebox-dump';
import { Browser } from '../../src/testkit/browser';
import { deviceOf, keyOf } from '../sample';
import type { Fields } from './node-client';
import type { Random } from './part';
import { type Admin, WrongAnswer } from './soak-all-admin';
import { command } from './soak-all-audit';

const IMPORTED_LICENSES = 200;
/** A node that stops leaves its import to another one, which finds it within minutes. */
const IMPORT_LIMIT_MS = 300_000;
/** A requested backup begins within a minute. */
const BACKUP_LIMIT_MS = 300_000;
const BUSY = ['reading', 'checking', 'importing', 'undo_checking', 'undoing'];
const ANSWER_LIMIT_MS = 60_000;

/** What a person looks at: lists, searches, reports. */
const LISTS = [
  '/api/v1/licenses?status=active&limit=50',
  '/api/v1/licenses?sort=-expires_at&limit=100',
  '/api/v1/licenses?status=expired,revoked',
  '/api/v1/customers?q=buyer',
  '/api/v1/activations?ip=127.0.0.1',
  '/api/v1/orders?limit=50',
  '/api/v1/subscriptions',
  '/api/v1/license-sessions?running=true',
  '/api/v1/events?limit=100',
  '/api/v1/audit?limit=100',
  '/api/v1/requests?limit=50',
  '/api/v1/mails?limit=50',
  '/api/v1/statistics',
  '/api/v1/statistics/days',
  '/api/v1/statistics/unused-licenses',
  '/api/v1/monitoring/stats',
  '/api/v1/monitoring/verdicts',
  '/api/v1/monitoring/activations',
  '/api/v1/monitoring/floating-seats',
];

const PAGES = [
  '/console/overview',
  '/console/licenses',
  '/console/licenses?q=KEY',
  '/console/licenses?use=full',
  '/console/customers',
  '/console/devices',
  '/console/orders',
  '/console/shops',
  '/console/reports',
  '/console/audit',
  '/console/audit/requests',
  '/console/mails',
  '/console/sessions',
  '/console/imports',
  '/console/system',
  '/console/jobs',
];

const EXPORTS = ['/api/v1/licenses/export', '/api/v1/customers/export', '/api/v1/orders/export'];

/** Lists, searches and reports of the API. */
export async function useLists(admin: Admin, random: Random, licenses: number): Promise<void> {
  const number = 1 + random.below(licenses);
  const searches = [
    `/api/v1/licenses?q=${keyOf(number).slice(0, 9)}`,
    `/api/v1/search?q=${deviceOf(number).slice(0, 12)}`,
    `/api/v1/licenses/${keyOf(number)}/requests`,
  ];
  for (const path of [...LISTS, ...searches]) {
    await admin.call('GET', path, path.startsWith('/api/v1/statistics') ? 'report' : 'list or search');
  }
}

/** Pages of the console, as a user who signs in. */
export async function useConsole(admin: Admin): Promise<void> {
  const browser = new Browser({
    async visit({ method, url, headers, payload = '' }) {
      const { client } = admin.nodes.choose();
      const isPost = method === 'POST';
      const options = { method, headers, redirect: 'manual', ...(isPost && { body: payload.toString() }) } as const;
      const answer = await fetch(client.url + url, { ...options, signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
      return {
        status: answer.status,
        headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie() },
        html: await answer.text(),
      };
    },
  });
  await admin.timed('sign-in to the console', 'POST /login', () =>
    browser.signIn('admin', admin.nodes.keyward.password),
  );
  for (const path of PAGES) {
    await admin.timed('page of the console', `GET ${path}`, async () => {
      const { status, html } = await browser.get(path);
      if (status !== 200 || !html.trimEnd().endsWith('</html>')) {
        throw new WrongAnswer(`${status} ${html.slice(0, 200)}`);
      }
    });
  }
}

/** Every license, customer and order as a file. */
export async function useExports(admin: Admin, licenses: number): Promise<void> {
  for (const path of EXPORTS) {
    const reply = await admin.reply('GET', path, 'export');
    const lines = reply?.text.split('\n').length ?? 0;
    if (reply && path.includes('licenses') && lines < licenses) {
      admin.fail('export', `${path} has ${lines} lines, and there are ${licenses} licenses`);
    }
  }
}

/** A dump of another server: read, imported, undone. */
export async function importAndUndo(admin: Admin): Promise<void> {
  const path = join(admin.nodes.folders.temporary, '..', 'licensebox.sql');
  await writeFile(path, [...licenseboxDump(IMPORTED_LICENSES, { rowsPerInsert: 100, hasColumns: false })].join(''));
  const begun = performance.now();
  const uploaded = await admin.timed('upload of an import', 'POST /api/v1/imports', async (node) => {
    const form = new FormData();
    form.append('from', 'licensebox');
    form.append('file', await openAsBlob(path), 'licensebox.sql');
    const headers = { authorization: await admin.authorization(node) };
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MS);
    const answer = await fetch(`${node.client.url}/api/v1/imports`, { method: 'POST', headers, body: form, signal });
    const text = await answer.text();
    if (answer.status !== 201) {
      throw new WrongAnswer(`${answer.status} ${text}`);
    }
    return JSON.parse(text) as Fields;
  });
  if (uploaded === undefined) {
    return;
  }
  const own = `/api/v1/imports/${String(uploaded.id)}`;
  const isDone =
    (await arrives(admin, own, 'ready')) &&
    (await admin.call('POST', `${own}/apply`, 'import', {})) &&
    (await arrives(admin, own, 'done')) &&
    (await admin.call('POST', `${own}/undo`, 'import')) &&
    (await arrives(admin, own, 'undone'));
  if (isDone) {
    admin.tally.answered('import of 200 licenses and its undo', performance.now() - begun);
  }
}

async function arrives(admin: Admin, path: string, state: string): Promise<boolean> {
  const found = await admin.until(path, 'state of an import', IMPORT_LIMIT_MS, (one) => !isBusy(one));
  if (found && found.state !== state) {
    admin.fail(
      'import',
      `${path} is ${String(found.state)} and not ${state}: ${JSON.stringify(found).slice(0, 1_500)}`,
    );
  }
  return found?.state === state;
}

function isBusy({ state }: Fields): boolean {
  return BUSY.includes(String(state));
}

/** A backup to the folder of the nodes, which is read to its end and removed. */
export async function backUp(admin: Admin): Promise<void> {
  const begun = performance.now();
  const requested = await admin.call('POST', '/api/v1/backups', 'backup');
  if (requested === undefined) {
    return;
  }
  const path = `/api/v1/backups/${String(requested.id)}`;
  const isOver = ({ state }: Fields): boolean => state === 'done' || state === 'failed';
  const made = await admin.until(path, 'state of a backup', BACKUP_LIMIT_MS, isOver);
  if (made === undefined) {
    return;
  }
  const { backups } = admin.nodes.folders;
  if (made.state === 'failed') {
    admin.fail('backup', JSON.stringify(made));
    return;
  }
  const file = join(backups, String(made.file));
  const { size } = await stat(file);
  const { code, output } = await command(admin.nodes, 'backup', 'verify', file);
  if (code !== 0 || size !== made.bytes) {
    admin.fail('backup', `${JSON.stringify(made)}, a file of ${size} bytes, is verified with ${code}: ${output}`);
  }
  admin.tally.answered('backup, verified', performance.now() - begun);
  await removeBackups(backups);
}

/** Complete ones only: the schedule may be writing another one. */
async function removeBackups(folder: string): Promise<void> {
  const names = await readdir(folder);
  await Promise.all(names.filter((name) => name.endsWith('.backup')).map((name) => rm(join(folder, name))));
}
