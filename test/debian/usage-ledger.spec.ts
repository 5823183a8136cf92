import { setImmediate as nextTurn } from 'node:timers/promises';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Driver, Reply } from '../conformance/driver';
import { type BuiltClients, builtClients, DRIVERS, RAN_PROGRAM } from '../conformance/ledger-programs';
import { TypeScriptLedger } from '../conformance/typescript-ledger';
import { credited, ratesOf } from '../support/credits';
import { RelayVendor } from '../support/relay-files';
import { claimsIn, grantedExports, issueRelay } from '../support/relays';
import { samplesIn } from '../support/samples';
import { validate } from '../testkit/issue';
import { IS_DEEP, sampleOf } from '../testkit/sample';
import { TestServer } from '../testkit/server';

const DAY = 86_400_000;
/** Of each client, while it draws. */
const KILLS = IS_DEEP ? 40 : 2;
/** Ends of a file that was cut. */
const CUT_BYTES = IS_DEEP ? 1 : 37;

const LANGUAGES = Object.keys(DRIVERS) as (keyof typeof DRIVERS)[];
/** Of the languages, for tests that start many programs or compile them. */
const SAMPLE = 3;
const PAIRS = 16;

/** All crates that the client in Rust uses are compiled, on a machine ten times as slow. */
jest.setTimeout(IS_DEEP ? 1_800_000 : 900_000);

let server: TestServer;
let home: string;
let built: BuiltClients;
let keys: readonly string[];
let directory: string;
const running = new Set<Driver>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyward-ledgers-'));
  server = await TestServer.start();
  built = await builtClients(home);
  keys = (await server.call('GET', '/.well-known/jwks.json')).body.keys.map(({ x }: { x: string }) => x);
});
beforeEach(async () => {
  server.clock.holdAt('2027-03-01T12:00:00Z');
  await server.emptyTables('licenses', 'meters');
  directory = await mkdtemp(join(home, 'ledger '));
});
afterEach(async () => {
  await Promise.all([...running].map((driver) => driver.stop()));
  running.clear();
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true, force: true });
});

type Client = (name: string, parameters?: object) => Promise<Reply>;

/** A program in a language, which calls its ledger. */
function client(language: keyof typeof DRIVERS | 'TypeScript'): { readonly driver: Driver; readonly call: Client } {
  const driver = language === 'TypeScript' ? new TypeScriptLedger() : DRIVERS[language](built);
  running.add(driver);
  const call: Client = (name, parameters = {}) =>
    driver.send({
      do: `ledger_${name}`,
      now: server.clock.now().getTime(),
      with: name === 'open' ? { product: 'v2-default', keys, directory, ...parameters } : { ...parameters },
    });
  return { driver, call };
}

const resultOf = async (reply: Promise<Reply>) => {
  const { error, message, result } = await reply;
  expect([error, message]).toEqual([undefined, undefined]);
  return result;
};
const used = async (reply: Promise<Reply>) => (await resultOf(reply)) as { used: string; left: string };

const granted = (exports: number) => grantedExports(server, exports);
const send = (report: unknown) => server.call('POST', '/api/v1/relays/reports', { body: { report } });

it.each(LANGUAGES)('%s draws what its file grants, and the server takes its reports', async (language) => {
  const { license, file } = await granted(5);
  const { call } = client(language);
  await resultOf(call('open', { file, version: '2.1' }));
  const balance = { meter: 'exports', used: '3', granted: '5', left: '2' };
  expect(await resultOf(call('use', { meter: 'exports', amount: 3 }))).toEqual(balance);
  expect(await call('use', { meter: 'exports', amount: 3 })).toMatchObject({
    error: 'METER_EXHAUSTED',
    message: 'Only 2 of exports is left',
  });
  expect(await call('use', { meter: 'other', amount: 1 })).toMatchObject({ error: 'METER_NOT_FOUND' });
  for (const amount of ['0', '0.5', '-1', 'x', '1e1', ' 1']) {
    expect([amount, await call('use', { meter: 'exports', amount })]).toMatchObject([
      amount,
      { error: 'INVALID_REQUEST' },
    ]);
  }
  server.clock.advance(DAY);
  const first = await send(await resultOf(call('report')));
  expect(first.body).toMatchObject({
    gaps: [],
    usage: {
      sessions: { started: 1, refused: 1 },
      versions: [{ version: '2.1', devices: 1 }],
      meters: { exports: { used: '3' } },
    },
  });
  await resultOf(call('use', { meter: 'exports', amount: '2' }));
  server.clock.advance(DAY);
  expect((await send(await resultOf(call('code')))).body.usage.meters).toEqual({ exports: { used: '2' } });
  const kept = await readFile(join(directory, 'report-000002.jws'), 'utf8');
  expect((await send(kept)).body).toMatchObject({ gaps: [], usage: { meters: { exports: { used: '2' } } } });
  expect((await validate(server, license.key)).body.meters[0].used).toBe(5);
  server.clock.holdAt('2027-04-02T00:00:00Z');
  expect(await call('use', { meter: 'exports', amount: 1 })).toMatchObject({ error: 'RELAY_EXPIRED' });
  await resultOf(call('close'));
  server.clock.holdAt('2027-03-02T00:00:00Z');
  await resultOf(call('open'));
  expect(await call('use', { meter: 'exports', amount: 1 })).toMatchObject({ error: 'CLOCK_WAS_AHEAD' });
  await resultOf(call('close'));
});

it.each(LANGUAGES)('%s draws what uses of features cost by the rates of its file', async (language) => {
  const next_rates = { from: '2027-03-10T00:00:00Z', rates: ratesOf({ render: '0.000002' }) };
  const costs = { render: '0.000001', draft: '0.1' };
  const license = await credited(server, { limit: '10' }, costs, { policy: { next_rates } });
  const { body } = await issueRelay(server, license, { kind: 'program', pool: { meters: { ai: '0.3' } } });
  const { call } = client(language);
  await resultOf(call('open', { file: body.file }));
  await resultOf(call('use_feature', { feature: 'render', amount: 3 }));
  const after = { meter: 'ai', used: '0.100003', granted: '0.3', left: '0.199997' };
  expect(await resultOf(call('use_feature', { feature: 'draft', amount: 1 }))).toEqual(after);
  expect(await used(call('use', { meter: 'ai', amount: '0.000001' }))).toMatchObject({ used: '0.100004' });
  server.clock.holdAt('2027-03-10T00:00:00Z');
  expect(await used(call('use_feature', { feature: 'render', amount: 3 }))).toMatchObject({ used: '0.10001' });
  for (const [feature, amount, error] of [
    ['draft', 1, 'METER_NOT_FOUND'],
    ['render', 0, 'INVALID_REQUEST'],
    ['render', 100_000, 'METER_EXHAUSTED'],
  ]) {
    expect(await call('use_feature', { feature, amount })).toMatchObject({ error });
  }
  await send(await resultOf(call('report')));
  expect((await validate(server, license.key)).body.credits).toMatchObject([{ used: '0.10001', left: '9.7' }]);
  await resultOf(call('close'));
});

it.each(LANGUAGES)('%s counts what was drawn with more decimals than a renewed file grants', async (language) => {
  const vendor = new RelayVendor();
  const given = (decimals: number) => vendor.grantOfCredit(server.clock.now().getTime(), decimals);
  const { call } = client(language);
  await resultOf(call('open', given(2)));
  await resultOf(call('use', { meter: 'ai', amount: '0.25' }));
  await resultOf(call('close'));
  server.clock.advance(DAY);
  await resultOf(call('open', given(1)));
  expect(await call('use', { meter: 'ai', amount: '0.01' })).toMatchObject({ error: 'INVALID_REQUEST' });
  expect(await call('use', { meter: 'ai', amount: '0.1' })).toMatchObject({
    error: 'METER_EXHAUSTED',
    message: 'Only 0.05 of ai is left',
  });
  const report = String(await resultOf(call('report')));
  expect(claimsIn(report).usage.meters).toEqual({ ai: { used: '0.25' } });
  await resultOf(call('close'));
});

it.each(LANGUAGES)('%s asks for a file by a code, takes no other, and gives the rest back', async (language) => {
  const { license, file } = await granted(5);
  const { call } = client(language);
  await resultOf(call('open'));
  expect(await call('use', { meter: 'exports', amount: 1 })).toMatchObject({ error: 'LICENSE_FILE_MISSING' });
  const request = await resultOf(call('request', { name: 'Line 7' }));
  const { body } = await issueRelay(server, license, { kind: 'program', pool: { meters: { exports: 2 } }, request });
  await resultOf(call('close'));
  for (const [options, error] of [
    [{ file }, 'LICENSE_FILE_OTHER_DEVICE'],
    [{ file: body.file, product: 'other' }, 'LICENSE_FILE_OTHER_PRODUCT'],
    [{ file: body.file.replace(/"license": "(.)/, '"license": "x$1') }, 'LICENSE_FILE_MALFORMED'],
    [{ file: '[]' }, 'LICENSE_FILE_MALFORMED'],
  ] as const) {
    expect(await call('open', options)).toMatchObject({ error });
  }
  await resultOf(call('open', { file: body.file }));
  expect(await used(call('use', { meter: 'exports', amount: 1 }))).toMatchObject({ left: '1' });
  const release_code = await resultOf(call('release'));
  const path = `/api/v1/licenses/${license.id}/relays/${body.id}`;
  const ended = await server.asAdmin('DELETE', path, { query: { release_code: String(release_code) } });
  expect(ended.body.status).toBe('released');
  expect(await call('use', { meter: 'exports', amount: 1 })).toMatchObject({ error: 'LICENSE_FILE_RELEASED' });
  await resultOf(call('close'));
});

it('is continued by each language after each other, one at a time', async () => {
  const { license, file } = await granted(200);
  const clients = (['TypeScript', ...LANGUAGES] as const).map((language) => client(language));
  const pairs = clients.flatMap((from) => clients.map((to) => [from, to] as const));
  const order = sampleOf(pairs, PAIRS);
  const [{ call: first }] = clients as [(typeof clients)[0]];
  await resultOf(first('open', { file }));
  await resultOf(first('close'));
  // A program that opens it for each request does so more than a million times.
  await rename(join(directory, 'ledger-000001.jsonl'), join(directory, 'ledger-999994.jsonl'));
  for (const [index, [from, to]] of order.entries()) {
    await resultOf(from.call('open', { file }));
    expect(await to.call('open')).toMatchObject({ error: 'LEDGER_IN_USE' });
    expect(await used(from.call('use', { meter: 'exports', amount: 1 }))).toMatchObject({ used: `${2 * index + 1}` });
    await resultOf(from.call('close'));
    await resultOf(to.call('open'));
    expect(await used(to.call('use', { meter: 'exports', amount: 1 }))).toMatchObject({ used: `${2 * index + 2}` });
    server.clock.advance(60_000);
    expect((await send(await resultOf(to.call('report')))).body).toMatchObject({
      gaps: [],
      usage: { sessions: { started: index === 0 ? 3 : 2 }, meters: { exports: { used: '2' } } },
    });
    await resultOf(to.call('close'));
  }
  expect((await validate(server, license.key)).body.meters[0].used).toBe(2 * order.length);
});

it.each(sampleOf(LANGUAGES, SAMPLE, 'cuts'))(
  '%s keeps each amount that it answered, wherever its file ends',
  async (language) => {
    const { file } = await granted(5);
    const { call } = client(language);
    await resultOf(call('open', { file }));
    const [name = ''] = (await readdir(directory)).filter((each) => each.endsWith('.jsonl'));
    const lengths: number[] = [];
    for (let amount = 1; amount <= 3; amount++) {
      await resultOf(call('use', { meter: 'exports', amount: 1 }));
      lengths.push((await readFile(join(directory, name))).length);
    }
    await resultOf(call('close'));
    const text = await readFile(join(directory, name));
    const [first = 0] = lengths;
    const around = lengths.flatMap((length) => [length - 1, length, length + 1]);
    const ends = Array.from(
      { length: Math.ceil((text.length - first) / CUT_BYTES) },
      (_, index) => first + index * CUT_BYTES,
    );
    const copy = join(directory, 'copy');
    for (const end of new Set([...ends, ...around])) {
      await rm(copy, { recursive: true, force: true });
      await mkdir(copy);
      await copyFile(join(directory, 'program-key.pem'), join(copy, 'program-key.pem'));
      // As if another computer had written it, whose process nobody here can see.
      const cut = text
        .subarray(0, end)
        .toString()
        .replace(/"host":"[^"]*"/, '"host":""');
      await writeFile(join(copy, 'ledger-000001.jsonl'), cut);
      await resultOf(call('open', { directory: copy }));
      const [balance] = (await resultOf(call('balances'))) as { used: string }[];
      expect([end, balance?.used]).toEqual([end, String(lengths.filter((length) => length <= end).length)]);
      await resultOf(call('close'));
    }
  },
);

it.each(sampleOf(LANGUAGES, SAMPLE, 'kills'))(
  '%s never reports less than it answered, wherever its process is killed',
  async (language) => {
    const { license, file } = await granted(200_000);
    let answered = 0;
    let kills = 0;
    for (; kills < KILLS; kills++) {
      const { driver, call } = client(language);
      running.delete(driver);
      await resultOf(call('open', { file }));
      const end = 5 + ((kills * 7) % 23);
      for (let draws = 0; draws < end; draws++) {
        await resultOf(call('use', { meter: 'exports', amount: 1 }));
        answered++;
      }
      // The next draw is under way, and nobody waits for it.
      const last = call('use', { meter: 'exports', amount: 1 }).then(
        ({ error }) => (error ? 0 : 1),
        () => 0,
      );
      for (let turn = 0; turn < kills % 4; turn++) {
        await nextTurn();
      }
      process.kill(driver.pid, 'SIGKILL');
      answered += await last;
    }
    const { call } = client(language);
    await resultOf(call('open'));
    const [balance] = (await resultOf(call('balances'))) as { used: string }[];
    const total = Number(balance?.used);
    expect(total).toBeGreaterThanOrEqual(answered);
    expect(total).toBeLessThanOrEqual(answered + kills);
    server.clock.advance(DAY);
    await send(await resultOf(call('report')));
    expect((await validate(server, license.key)).body.meters[0].used).toBe(total);
    await resultOf(call('close'));
  },
);

/** Shown on the page besides the one that its commands run. */
const PAGE_LANGUAGES = ['python', 'go', 'csharp', 'rust', 'c', 'php', 'java'] as const;

it.each(sampleOf(PAGE_LANGUAGES, SAMPLE))('counts as the page says, in %s', async (language) => {
  const { license, file } = await granted(200);
  const sample = samplesIn('docs/recipes/behind-the-gap.md').find((each) => each.language === language);
  const program = sample?.text.replace('YOUR PUBLIC KEY', keys[0] ?? '').replace('plant-server', 'v2-default') ?? '';
  await writeFile(join(directory, 'line-7.program.json'), file);
  const { stdout } = await RAN_PROGRAM[language](program, directory, built);
  expect(stdout).toBe('197 exports left\n');
  await send(await readFile(join(directory, 'ledger/report-000001.jws'), 'utf8'));
  expect((await validate(server, license.key)).body.meters[0].used).toBe(3);
});
