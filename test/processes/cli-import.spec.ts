import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { DELETED_DOWNLOAD, eddDump, oldEddLicense } from '../support/edd-dump';
import { PagedApi } from '../support/paged-api';
import { IS_DEEP } from '../testkit/sample';
import { until } from '../testkit/until';
import { v2Dump } from '../support/v2-dump';
import { runCommand } from './command';
import { Program } from './program';

const COUNT = IS_DEEP ? 10_000 : 1_000;
/** Keys of licenses whose download is there. */
const KEPT = new Set(
  Array.from({ length: COUNT }, (_, index) => oldEddLicense(index + 1)).flatMap(({ download, key }) =>
    download === DELETED_DOWNLOAD ? [] : [key],
  ),
);

let environment: Record<string, string>;
let folder: string;
let program: Program;
beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-import-'));
  program = await Program.start({ DATABASE_URL: await freshDatabase('cli_import'), WEBHOOK_ALLOW_PRIVATE: '1' });
  const { authorization } = await program.logIn(ADMIN_PASSWORD);
  environment = { KEYWARD_URL: program.url, KEYWARD_TOKEN: authorization.replace('Bearer ', '') };
});
afterAll(async () => {
  await Program.endAll();
  rmSync(folder, { recursive: true });
});

const imported = async (...args: string[]) => {
  const { code, output, errors } = await runCommand(['import', ...args, '--yes', '--json'], environment);
  expect([code, output]).toEqual([0, expect.stringContaining('{')]);
  const { state, counts } = JSON.parse(output) as { state: string; counts: { kind: string; made: number }[] };
  return { state, errors, made: Object.fromEntries(counts.map(({ kind, made }) => [kind, made])) };
};

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

it('imports a site of a dump, a spreadsheet with named columns, and a dump of PostgreSQL', async () => {
  const dump = gzipSync([...eddDump(3, 'wp_'), ...eddDump(COUNT, 'wp_2_')].join(''));
  const edd = await imported(
    'edd',
    file('edd.sql.gz', dump),
    '--table-prefix',
    'wp_2_',
    '--time-zone',
    'Europe/Berlin',
  );
  expect(edd).toMatchObject({ state: 'done', made: { product: 3, license: KEPT.size } });

  const csv = file('licenses.csv', 'Serial no.,Where,Invoice = no\nS-1,shop.example,7\n');
  const columns = [
    '--column',
    'Serial no.=key',
    '--column',
    'Where=domains',
    '--column',
    'Invoice = no=metadata.invoice',
  ];
  const sheet = await imported('spreadsheet', csv, ...columns, '--product', 'studio');
  expect(sheet).toMatchObject({ state: 'done', made: { product: 1, license: 1, activation: 1 } });

  expect(await imported('v2', file('v2.sql', v2Dump(10)))).toMatchObject({ state: 'done', made: { license: 10 } });
});

it('has the server read an API with the token of the environment, and goes on where the API refused', async () => {
  const key = { key: 'LS-1', product_id: 21, activation_limit: 1, status: 'active', disabled: 0 };
  const api = await PagedApi.start(
    {
      products: [{ type: 'products', id: '21', attributes: { name: 'Pencil' } }],
      'license-keys': [{ type: 'license-keys', id: '1', attributes: key }],
    },
    'secret-of-the-shop',
  );
  try {
    const args = ['import', 'lemon-squeezy', '--api-url', api.url, '--yes'];
    const missing = await runCommand(args, environment);
    expect([missing.code, missing.errors]).toEqual([1, expect.stringContaining('LEMON_SQUEEZY_API_KEY')]);
    environment.LEMON_SQUEEZY_API_KEY = 'secret-of-the-shop';
    api.failsFrom = 2;
    const failed = await runCommand(args, environment);
    const [, id = ''] = /go on with `keyward import --resume ([\da-f-]{36})`/.exec(failed.errors) ?? [];
    expect([failed.code, failed.errors]).toEqual([1, expect.stringContaining('The API was not read: Lemon Squeezy')]);
    api.failsFrom = undefined;
    const { state, made } = await imported('--resume', id);
    expect({ state, made }).toMatchObject({ state: 'done', made: { product: 1, license: 1 } });
    expect(api.requests.filter((path) => path.startsWith('/products'))).toHaveLength(1);
  } finally {
    await api.stop();
  }
});

it('shows samples, and imports with the policies that a person chooses after the question', async () => {
  const csv = [
    'Key,Product,Type,Seats,Email,Device',
    'CHOSEN-KEY-NUMBER-0001,chosen,Pro,3,ann@chosen.example,PC-1',
    'CHOSEN-KEY-NUMBER-0002,chosen,Pro,3,,',
    'CHOSEN-KEY-NUMBER-0003,chosen,Basic,1,,',
    ',chosen,Basic,1,,',
  ].join('\n');
  const path = file('chosen.csv', csv);
  const { output, errors } = await runCommand(['import', 'spreadsheet', path, '--dry-run'], environment);
  const [, id = ''] = /^Import (\S+)$/m.exec(errors) ?? [];
  const lines = output.split('\n').map((line) => line.split(/ {2,}/));
  expect(lines).toEqual(
    expect.arrayContaining([
      ['license', 'key_missing', '4', 'chosen'],
      [`All rows that are left out: ${program.url}/api/v1/imports/${id}/left-out.csv`],
      ['1', '2', '3', 'chosen: Pro, 3 seats'],
      ['••••0001', 'chosen', 'ann@chosen.example', '3', 'PC-1', 'chosen: Pro, 3 seats'],
    ]),
  );
  expect(output).not.toContain('CHOSEN-KEY');

  const { body } = await program.call('POST', '/api/v1/policies', { name: 'House policy' }, headers());
  const choices = `--policy '1=Renamed policy' --policy 2=${body.id}`;
  expect(await answered('n', `import --resume ${id} ${choices}`)).toContain('Nothing was imported');
  expect(await answered('y', `import --resume ${id} ${choices}`)).toContain('done');
  const licenses = await program.call('GET', '/api/v1/licenses?product=chosen', undefined, headers());
  const named = await program.call('GET', '/api/v1/policies?limit=100', undefined, headers());
  const names = new Map(named.body.items.map((policy: { id: string; name: string }) => [policy.id, policy.name]));
  const policies = licenses.body.items.map((license: { key: string; policy: string }) => [
    license.key.slice(-1),
    names.get(license.policy),
  ]);
  expect(policies.sort()).toEqual([
    ['1', 'Renamed policy'],
    ['2', 'Renamed policy'],
    ['3', 'House policy'],
  ]);
});

const headers = () => ({ authorization: `Bearer ${environment.KEYWARD_TOKEN}` });

/** Output of a command at a terminal, which asks. */
async function answered(answer: string, command: string): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const line = `${process.execPath} ${resolve(__dirname, '../../scripts/keyward.mjs')} ${command}`;
  const terminal = spawn('script', ['-qec', line, '/dev/null'], { env: { PATH, HOME, ...environment } });
  let output = '';
  terminal.stdout.on('data', (data: Buffer) => (output += data.toString()));
  await until('the command asks', () => output.includes('Import? [y/N]'));
  terminal.stdin.write(`${answer}\n`);
  await once(terminal, 'close');
  return output;
}

it.each([
  [['licensebox'], 2, 'Name the other server and its file'],
  [['edd', 'missing.sql'], 1, 'missing.sql cannot be read'],
  [['spreadsheet', __filename, '--column', 'key'], 2, 'write HEADING=MEANING'],
  [['spreadsheet', __filename, '--policy', 'gold'], 2, 'write NUMBER=NAME'],
  [['keygen'], 1, 'Set KEYGEN_TOKEN'],
])('refuses %j with exit code %d in words', async (args, expected, sentence) => {
  const { code, errors } = await runCommand(['import', ...args, '--yes'], environment);
  expect([code, errors]).toEqual([expected, expect.stringContaining(sentence)]);
});
