import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { sampleOf } from '../testkit/sample';
import { API_TOKEN, PagedApi } from '../support/paged-api';
import { runCommand, startCommand } from './command';
import { Program } from './program';

let folder: string;
let databaseUrl: string;
let program: Program;
let headers: { readonly authorization: string };
beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-rehearsal-'));
  databaseUrl = await freshDatabase('rehearsal');
  program = await Program.start({ DATABASE_URL: databaseUrl });
  headers = await program.logIn(ADMIN_PASSWORD);
});
afterAll(async () => {
  await Program.endAll();
  rmSync(folder, { recursive: true });
});

const rehearse = (args: string[], environment: Record<string, string> = {}) =>
  runCommand(['rehearse-import', ...args], { DATABASE_URL: databaseUrl, ...environment });
const imported = async () => {
  const counts = ['licenses', 'imports', 'products'].map(async (list) => {
    return (await program.call('GET', `/api/v1/${list}?limit=100`, undefined, headers)).body.items.length as number;
  });
  return Promise.all(counts);
};
async function copies(): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'keyward\\_copy\\_%'`,
  );
  await client.end();
  return rows.map(({ name }) => name);
}

it('imports a file into a copy, shows the report and the renewals, and leaves nothing behind', async () => {
  const path = join(folder, 'licenses.csv');
  const lines = [
    'Key,Product,Customer E-mail,Expires',
    'R-1,Rehearsed,ada@shop.example,2099-01-01',
    'R-2,Rehearsed,,',
    ',Rehearsed,,',
  ];
  writeFileSync(path, lines.join('\n'));
  const before = await imported();
  const { code, output, errors } = await rehearse(['spreadsheet', path, '--days', '60']);
  expect([code, errors]).toEqual([0, expect.stringContaining('The copy was dropped')]);
  expect(output).toMatch(/state +done/);
  expect(output).toContain('key_missing');
  expect(output).toMatch(/licenses.{1,3}2/);
  expect([await imported(), await copies()]).toEqual([before, []]);
});

it('reads an API as the import does', async () => {
  const key = { key: 'LS-R-1', product_id: 21, activation_limit: 1, status: 'active', disabled: 0 };
  const api = await PagedApi.start({
    products: [{ type: 'products', id: '21', attributes: { name: 'Pencil' } }],
    'license-keys': [{ type: 'license-keys', id: '1', attributes: key }],
  });
  try {
    const before = await imported();
    const more = { LEMON_SQUEEZY_API_KEY: API_TOKEN, WEBHOOK_ALLOW_PRIVATE: '1' };
    const { code, output } = await rehearse(['lemon-squeezy', '--api-url', api.url, '--json'], more);
    const [report, renewals] = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect([code, report?.state]).toEqual([0, 'done']);
    expect(renewals).toEqual({ renewals: expect.objectContaining({ licenses: 1, without_end: 1, paid: 0 }) });
    expect([await imported(), await copies()]).toEqual([before, []]);
  } finally {
    await api.stop();
  }
});

/** A database beside that of the server. */
async function onServer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  for (const statement of statements) {
    await client.query(statement);
  }
  await client.end();
}

/** A rehearsal that waits for an API which does not answer. */
async function waiting(silent: Server) {
  const { port } = silent.address() as AddressInfo;
  const asked = once(silent, 'connection');
  const command = startCommand(['rehearse-import', 'lemon-squeezy', '--api-url', `http://127.0.0.1:${port}`], {
    DATABASE_URL: databaseUrl,
    LEMON_SQUEEZY_API_KEY: API_TOKEN,
    WEBHOOK_ALLOW_PRIVATE: '1',
  });
  const [errors, closed] = [text(command.stderr), once(command, 'close')];
  await asked;
  return async (signal: NodeJS.Signals) => {
    command.kill(signal);
    const [code] = await closed;
    return { code: code as number | null, errors: await errors };
  };
}

const ENDS = sampleOf(
  [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const,
  1,
  'rehearse-import',
);

it('drops the copy when it is interrupted, and those of killed rehearsals with the next one', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  try {
    for (const [signal, code] of ENDS) {
      const end = await waiting(silent);
      expect(await copies()).toHaveLength(1);
      expect(await end(signal)).toEqual({ code, errors: expect.stringContaining('the copy was dropped') });
      expect(await copies()).toEqual([]);
    }

    const foreign = 'keyward_copy_0123456789abcdef';
    await onServer(`CREATE DATABASE ${foreign} TEMPLATE template0`);
    const [kill, end] = [await waiting(silent), await waiting(silent)];
    await kill('SIGKILL');
    const { errors } = await rehearse(['licensebox', join(folder, 'missing.sql')]);
    expect(errors).toContain('Copies of interrupted rehearsals were dropped: 1.');
    const left = await copies();
    expect([left.length, left]).toEqual([2, expect.arrayContaining([foreign])]);
    await end('SIGINT');
    expect(await copies()).toEqual([foreign]);
    await onServer(`DROP DATABASE ${foreign}`);
  } finally {
    silent.close();
  }
});

it('drops the copy where the file cannot be read, and says so', async () => {
  const path = join(folder, 'nothing.sql');
  writeFileSync(path, 'SELECT 1;');
  const { code, errors } = await rehearse(['licensebox', path]);
  expect([code, errors]).toEqual([1, expect.stringContaining('The file was not read')]);
  expect(await copies()).toEqual([]);
});
