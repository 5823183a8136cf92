import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeywardError, openUsageLedger, type UsageLedger, type UsageLedgerOptions } from '../../sdk/src/usage';
import { credited, ratesOf } from '../support/credits';
import { metered } from '../support/meters';
import { RelayVendor } from '../support/relay-files';
import { claimsIn, issueRelay } from '../support/relays';
import { validate } from '../testkit/issue';
import { TestServer } from '../testkit/server';

const DAY = 86_400_000;

let server: TestServer;
let directory: string;
let publicKeys: UsageLedgerOptions['keys'];
const opened: UsageLedger[] = [];

beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.holdAt('2027-03-01T12:00:00Z');
  await server.emptyTables('licenses', 'meters');
  directory = await mkdtemp(join(tmpdir(), 'ledger '));
  publicKeys = (await server.call('GET', '/.well-known/jwks.json')).body;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((ledger) => ledger.close().catch(() => undefined)));
  await rm(directory, { recursive: true, force: true });
  server.clock.reset();
});
afterAll(() => server.stop());

async function open(options: Partial<UsageLedgerOptions> = {}): Promise<UsageLedger> {
  const clock = () => server.clock.now().getTime();
  const ledger = await openUsageLedger({ product: 'v2-default', keys: publicKeys, directory, clock, ...options });
  opened.push(ledger);
  return ledger;
}

const programOf = (license: { id: string }, meters: object, more: object = {}) =>
  issueRelay(server, license, { kind: 'program', pool: { meters }, ...more });

/** A file that grants 5 exports of the 10 of a license. */
async function granted(more: object = {}) {
  const license = await metered(server, { exports: { limit: 10 } }, { max_sessions: 5, max_activations: 3 });
  const { status, body } = await programOf(license, { exports: 5 }, more);
  expect(status).toBe(201);
  return { license, program: body, file: body.file as string };
}

const send = (report: string) => server.call('POST', '/api/v1/relays/reports', { body: { report } });
const meterOf = async (key: string) => (await validate(server, key)).body.meters[0];
const ledgerFile = async () =>
  join(directory, (await readdir(directory)).find((name) => name.endsWith('.jsonl')) ?? '');

it('draws what its file grants, and settles it by reports', async () => {
  const { license, program, file } = await granted();
  const ledger = await open({ file, version: '2.1' });
  expect(await ledger.use('exports', 3)).toEqual({ meter: 'exports', used: '3', granted: '5', left: '2' });
  await expect(ledger.use('exports', 3)).rejects.toMatchObject({
    name: 'LicenseRefusedError',
    code: 'METER_EXHAUSTED',
    message: 'Only 2 of exports is left',
  });
  await expect(ledger.use('other', 1)).rejects.toMatchObject({ code: 'METER_NOT_FOUND' });
  await expect(ledger.use('exports', 0.5)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  server.clock.advance(DAY);
  const first = await ledger.report();
  const usage = { sessions: { started: 1, refused: 1 }, versions: [{ version: '2.1', devices: 1 }] };
  expect((await send(first)).body).toMatchObject({ relay_id: program.id, gaps: [], usage });
  expect(await meterOf(license.key)).toMatchObject({ used: 3, reserved: 2, left: 5 });

  await ledger.close();
  const again = await open();
  await again.use('exports', '2');
  server.clock.advance(DAY);
  const code = await again.code();
  expect((await send(code)).body.usage.meters).toEqual({ exports: { used: '2' } });
  const second = await readFile(join(directory, 'report-000002.jws'), 'utf8');
  expect((await send(second)).body).toMatchObject({ gaps: [], usage: { meters: { exports: { used: '2' } } } });
  expect((await meterOf(license.key)).used).toBe(5);
  expect(claimsIn(second)).toMatchObject({ seq: 2, usage: { days: [{ day: '2027-03-02' }] } });
});

it('draws credits to their last decimal', async () => {
  const license = await credited(server, { decimals: 2, limit: '10.5' }, {});
  const { body } = await programOf(license, { ai: '0.3' });
  const ledger = await open({ file: body.file });
  await ledger.use('ai', '0.1');
  expect(await ledger.use('ai', '0.2')).toMatchObject({ used: '0.3', left: '0' });
  await expect(ledger.use('ai', '0.001')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  await expect(ledger.use('ai', '0.01')).rejects.toMatchObject({ code: 'METER_EXHAUSTED' });
  server.clock.advance(DAY);
  await send(await ledger.report());
  const { credits } = (await validate(server, license.key)).body;
  expect(credits).toMatchObject([{ used: '0.3', left: '10.2' }]);
});

it('counts what was drawn with more decimals than a renewed file grants', async () => {
  const vendor = new RelayVendor();
  const given = (decimals: number) => vendor.grantOfCredit(server.clock.now().getTime(), decimals);
  const ledger = await open(given(2));
  await ledger.use('ai', '0.25');
  await ledger.close();
  server.clock.advance(DAY);
  const next = await open(given(1));
  await expect(next.use('ai', '0.01')).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  await expect(next.use('ai', '0.1')).rejects.toMatchObject({ code: 'METER_EXHAUSTED' });
  expect(next.balances()).toEqual([{ meter: 'ai', used: '0.25', granted: '0.3', left: '0.05' }]);
});

it('draws what uses of features cost by the rates of its file, also when others follow', async () => {
  const next_rates = { from: '2027-03-10T00:00:00Z', rates: ratesOf({ render: '0.000002' }) };
  const costs = { render: '0.000001', draft: '0.1' };
  const license = await credited(server, { limit: '10' }, costs, { policy: { next_rates } });
  const { body } = await programOf(license, { ai: '0.3' });
  const ledger = await open({ file: body.file });
  await ledger.useFeature('render', 3);
  expect(await ledger.useFeature('draft')).toMatchObject({ meter: 'ai', used: '0.100003', left: '0.199997' });
  server.clock.holdAt('2027-03-10T00:00:00Z');
  expect(await ledger.useFeature('render', 3)).toMatchObject({ used: '0.100009' });
  await expect(ledger.useFeature('draft')).rejects.toMatchObject({ code: 'METER_NOT_FOUND' });
  await expect(ledger.useFeature('render', 0)).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  await expect(ledger.useFeature('render', 100_000)).rejects.toMatchObject({ code: 'METER_EXHAUSTED' });
  await send(await ledger.report());
  expect((await validate(server, license.key)).body.credits).toMatchObject([{ used: '0.100009' }]);
});

it('is issued for the key of its directory, renewed, and given back', async () => {
  const { license } = await granted();
  const ledger = await open();
  await expect(ledger.use('exports', 1)).rejects.toMatchObject({ code: 'LICENSE_FILE_MISSING' });
  const request = ledger.request('Line 7');
  const { body } = await programOf(license, { exports: 2 }, { request });
  expect(body.file).not.toContain('PRIVATE');
  await ledger.close();
  const issued = await open({ file: body.file });
  await issued.use('exports', 1);
  server.clock.holdAt('2027-04-01T00:00:01Z');
  await expect(issued.use('exports', 1)).rejects.toMatchObject({ code: 'RELAY_EXPIRED' });
  await issued.close();
  server.clock.holdAt('2027-03-31T00:00:00Z');
  const renewed = await server.asAdmin('POST', `/api/v1/licenses/${license.id}/relays/${body.id}/renew`);
  const third = await open({ file: renewed.body.file });
  expect(await third.use('exports', 1)).toMatchObject({ used: '2' });
  const release_code = await third.release();
  const ended = await server.asAdmin('DELETE', `/api/v1/licenses/${license.id}/relays/${body.id}`, {
    query: { release_code },
  });
  expect(ended.body.status).toBe('released');
  await expect(third.use('exports', 1)).rejects.toMatchObject({ code: 'LICENSE_FILE_RELEASED' });
});

it('does not draw by a clock that was set back', async () => {
  const { file } = await granted();
  const ledger = await open({ file });
  server.clock.holdAt('2027-04-02T00:00:00Z');
  await expect(ledger.use('exports', 1)).rejects.toMatchObject({ code: 'RELAY_EXPIRED' });
  await ledger.close();
  server.clock.holdAt('2027-03-02T00:00:00Z');
  await expect((await open()).use('exports', 1)).rejects.toMatchObject({ code: 'CLOCK_WAS_AHEAD' });
});

it('takes no file of another product, key or program, and none that was changed', async () => {
  const { file, license } = await granted();
  const codeOf = (options: Partial<UsageLedgerOptions>) =>
    open(options).catch((error: unknown) => (error instanceof KeywardError ? error.code : error));
  expect(await codeOf({ file, product: 'other' })).toBe('LICENSE_FILE_OTHER_PRODUCT');
  expect(await codeOf({ file: file.replace(/"license": "(.)/, '"license": "x$1') })).toBe('LICENSE_FILE_MALFORMED');
  const relay = await issueRelay(server, license, { pool: { sessions: 1, activations: 1 } });
  expect(await codeOf({ file: relay.body.file })).toBe('LICENSE_FILE_MALFORMED');
  await open({ file });
  await opened.at(-1)?.close();
  const other = await programOf(license, { exports: 1 });
  expect(await codeOf({ file: other.body.file })).toBe('LICENSE_FILE_OTHER_DEVICE');
  expect(await codeOf({})).not.toBe('LICENSE_FILE_OTHER_DEVICE');
});

it('keeps each amount that it answered, wherever its process ends', async () => {
  const { file } = await granted();
  const ledger = await open({ file });
  const path = await ledgerFile();
  const lengths: number[] = [];
  for (let amount = 1; amount <= 4; amount++) {
    await ledger.use('exports', 1);
    lengths.push((await readFile(path)).length);
  }
  await ledger.close();
  const text = await readFile(path);
  const copy = join(directory, 'copy');
  // Around the end of each line, and between.
  const ends = lengths.flatMap((length) => [length - 20, length - 1, length, length + 1]);
  for (const end of ends) {
    await rm(copy, { recursive: true, force: true });
    await mkdir(copy);
    await copyFile(join(directory, 'program-key.pem'), join(copy, 'program-key.pem'));
    // As if another computer had written it, whose process nobody here can see.
    await writeFile(
      join(copy, 'ledger-000001.jsonl'),
      text
        .subarray(0, end)
        .toString()
        .replace(/"host":"[^"]*"/, '"host":""'),
    );
    const survivor = await open({ directory: copy });
    const answered = lengths.filter((length) => length <= end).length;
    expect([end, survivor.balances()[0]?.used]).toEqual([end, String(answered)]);
    await survivor.close();
  }
});

it('lets one process draw, and answers nothing in one that was replaced', async () => {
  const { file } = await granted();
  const starts = await Promise.allSettled(Array.from({ length: 4 }, () => open({ file })));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await expect(open()).rejects.toMatchObject({ code: 'LEDGER_IN_USE' });
  const [first] = opened;
  await first?.use('exports', 2);
  // The file is on a shared disk, and its process on a computer that is not seen from here.
  const path = await ledgerFile();
  await writeFile(path, (await readFile(path, 'utf8')).replace(/"host":"[^"]*"/, '"host":"elsewhere"'));
  const second = await open();
  await expect(first?.use('exports', 1)).rejects.toMatchObject({ code: 'LEDGER_IN_USE' });
  expect(await second.use('exports', 3)).toMatchObject({ used: '5', left: '0' });
});

it('names itself anew in a copied directory, and the vendor finds the fork', async () => {
  const { file } = await granted();
  const ledger = await open({ file });
  await ledger.use('exports', 1);
  await ledger.close();
  const copy = await mkdtemp(join(tmpdir(), 'ledger copy '));
  for (const name of await readdir(directory)) {
    await copyFile(join(directory, name), join(copy, name));
  }
  server.clock.advance(DAY);
  const own = await (await open()).report();
  const copied = await (await open({ directory: copy })).report();
  expect(claimsIn(copied).boot).not.toBe(claimsIn(own).boot);
  expect((await send(own)).status).toBe(200);
  expect((await send(copied)).body.error.code).toBe('REPORT_FORKED');
  await rm(copy, { recursive: true, force: true });
});
