import { createHash, createHmac } from 'node:crypto';
import { credited } from '../../support/credits';
import { metered } from '../../support/meters';
import { claimsIn, endRelay, fileIn, issueRelay, sha256, TestRelay } from '../../support/relays';
import { validate } from '../../testkit/issue';
import { licenseOf, race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.holdAt('2027-03-01T12:00:00Z');
  await server.emptyTables('licenses', 'meters');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const send = (report: string) => server.call('POST', '/api/v1/relays/reports', { body: { report } });
const meterOf = async (key: string) => (await validate(server, key)).body.meters[0];

/** A relay with its license, which write reports of one day after another. */
async function relayed() {
  const license = await metered(server, { exports: { limit: 10 } }, { max_sessions: 5, max_activations: null });
  const { status, body } = await issueRelay(server, license, { pool: { sessions: 2, meters: { exports: 6 } } });
  expect(status).toBe(201);
  const relay = TestRelay.of(body.file);
  const write = (seq: number, before: string | null, used: number, more: object = {}) =>
    relay.report(claimsOf(license, seq, before, used, more));
  return { license, relay, issued: body, write };
}

const claimsOf = (license: { id: string }, seq: number, before: string | null, used: number, more: object = {}) => ({
  license: license.id,
  seq,
  prev: before === null ? null : sha256(before),
  boot: 'a-data-folder',
  from: 1_800_000_000 + seq * 86_400,
  to: 1_800_086_400 + seq * 86_400,
  usage: {
    sessions: { peak: 2, started: 9, refused: 1, minutes_full: 30 },
    meters: { exports: { used: String(used) } },
    days: [{ day: '2027-03-01', peak: 2, refused: 1, minutes_full: 30 }],
  },
  ...more,
});

it('settles what was used of meters out of the pool', async () => {
  const { license, issued, relay, write } = await relayed();
  expect(await meterOf(license.key)).toMatchObject({ used: 0, reserved: 6, left: 4 });
  const first = write(1, null, 4);
  const { status, body } = await send(first);
  expect([status, body]).toMatchObject([
    200,
    { relay_id: issued.id, from: '2027-01-16T08:00:00.000Z', to: '2027-01-17T08:00:00.000Z', gaps: [] },
  ]);
  expect(body.usage.sessions).toEqual({ peak: 2, started: 9, refused: 1, minutes_full: 30 });
  expect(await meterOf(license.key)).toMatchObject({ used: 4, reserved: 2, left: 4 });
  expect((await eventsOf(server, issued.id)).at(-1)).toMatchObject({
    name: 'relay_report.received',
    data: { license_uid: license.id, relay_name: 'Plant 2', seq: 1, usage: { meters: { exports: { used: '4' } } } },
  });
  await endRelay(server, issued, relay.release());
  expect(await meterOf(license.key)).toMatchObject({ used: 4, left: 6 });
  // The last report may come after the release, and never takes more than there is.
  expect((await send(write(2, first, 9))).status).toBe(200);
  expect(await meterOf(license.key)).toMatchObject({ used: 10, left: 0 });
});

it('counts a report once, whoever sends it how often', async () => {
  const { license, issued, write } = await relayed();
  const report = write(1, null, 3);
  const racers = Array.from({ length: 3 }, () => () => send(report));
  const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, racers);
  expect(answers.map(({ status, body }) => [status, body])).toEqual(answers.map(() => [200, answers[0]?.body]));
  const text = await server.call('POST', '/api/v1/relays/reports', {
    body: `${report}\n`,
    headers: { 'content-type': 'text/plain' },
  });
  expect(text.status).toBe(200);
  expect((await meterOf(license.key)).used).toBe(3);
  const { body } = await server.asAdmin('GET', `/api/v1/relays/${issued.id}/reports`);
  expect(body.items).toMatchObject([{ relay_id: issued.id, seq: 1, is_code: false, usage: { days: [{ peak: 2 }] } }]);
});

it('names reports that are missing until they come', async () => {
  const { license, write } = await relayed();
  const first = write(1, null, 1);
  const second = write(2, first, 1);
  const third = write(3, second, 1);
  expect((await send(third)).body.gaps).toEqual([{ from_seq: 1, to_seq: 2 }]);
  expect((await send(first)).body.gaps).toEqual([{ from_seq: 2, to_seq: 2 }]);
  expect(codeOf(await send(write(2, first, 0)))).toEqual([409, 'REPORT_FORKED']);
  expect((await send(second)).body.gaps).toEqual([]);
  expect((await meterOf(license.key)).used).toBe(3);
  const { body } = await server.asAdmin('GET', `/api/v1/licenses/${license.id}/relay-reports`);
  expect(body.items.map(({ seq }: { seq: number }) => seq)).toEqual([2, 1, 3]);
});

it('names copies of a relay', async () => {
  const { license, issued, write } = await relayed();
  const first = write(1, null, 1);
  await send(first);
  await send(write(2, first, 1));
  const copy = await send(write(2, first, 2, { boot: 'another-folder' }));
  expect(copy.body.error).toMatchObject({
    code: 'REPORT_FORKED',
    message: 'Report 2 does not continue the reports of this relay: other data have sent this number',
  });
  expect(codeOf(await send(write(3, first, 1)))).toEqual([409, 'REPORT_FORKED']);
  expect((await eventsOf(server, issued.id)).filter(({ name }) => name === 'relay_report.forked')).toHaveLength(2);
  const anomalies = await server.asAdmin('GET', '/api/v1/monitoring/anomalies', { query: { license: license.id } });
  expect(anomalies.body.items).toMatchObject([{ type: 'relay_forked', details: { relay: 'Plant 2', seq: 2 } }]);
  expect((await meterOf(license.key)).used).toBe(2);
});

it('refuses forged reports', async () => {
  const { license, relay, issued, write } = await relayed();
  const report = write(1, null, 3);
  const { certificate } = fileIn(issued.file);
  const [head = '', body = '', tail = ''] = report.split('.');
  const swapped = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const [certHead, , certTail] = certificate.split('.');
  const pool = { ...claimsIn(certificate), pool: { sessions: 99 } };
  const claims = claimsOf(license, 1, null, 3);
  const stranger = TestRelay.withKey().take(issued.file);
  const other = await relayed();
  const forged: [string, string][] = [
    ['edited', `${head}.${swapped({ ...claimsIn(report), seq: 2, prev: sha256('x') })}.${tail}`],
    ['cut', `${head}.${body}`],
    ['by another key', stranger.report(claims)],
    ['by another relay', other.relay.report(claims, { certificate })],
    ['of another relay', other.relay.report({ ...claims, relay: relay.id })],
    ['with an edited pool', relay.report(claims, { certificate: `${certHead}.${swapped(pool)}.${certTail}` })],
    ['without a chain', relay.report(claims, { header: { chain: [] } })],
    ['with a longer chain', relay.report(claims, { header: { chain: [certificate, certificate] } })],
    ['of another type', relay.report(claims, { header: { typ: 'keyward-verdict+jws' } })],
    ['of another license', relay.report({ ...claims, license: other.license.id })],
    ['without a predecessor', relay.report({ ...claims, seq: 2 })],
    ['with negative use', relay.report({ ...claims, usage: { meters: { exports: { used: '-5' } } } })],
    ['with a NUL', relay.report({ ...claims, usage: { users: [{ user: 'a\0', hours: 1 }] } })],
    ['no report', 'Hello'],
  ];
  for (const [name, text] of forged) {
    expect([name, ...codeOf(await send(text))]).toEqual([name, 422, 'REPORT_INVALID']);
  }
  expect((await meterOf(license.key)).used).toBe(0);
  expect((await send(report)).status).toBe(200);
});

describe('a code', () => {
  const codeFor = (license: string, numbers: object) => {
    const key = createHash('sha256').update(license).digest();
    const s = createHmac('sha256', key).update(JSON.stringify(numbers)).digest('base64url').slice(0, 22);
    return `KWU1.${Buffer.from(JSON.stringify({ ...numbers, s })).toString('base64url')}`;
  };

  it('tells the numbers that matter, until the report itself comes', async () => {
    const { license, relay, issued, write } = await relayed();
    const numbers = { r: relay.id, q: 1, f: 1_800_086_400, t: 1_800_172_800, p: 2, x: 1, m: { exports: '3' } };
    const code = codeFor(fileIn(issued.file).license, numbers);
    expect((await send(`The code: ${code}`)).body.usage.meters).toEqual({ exports: { used: '3' } });
    expect((await send(code)).status).toBe(200);
    expect((await meterOf(license.key)).used).toBe(3);
    for (const known of [fileIn(issued.file).certificate, 'another license']) {
      expect(codeOf(await send(codeFor(known, numbers)))).toEqual([422, 'REPORT_INVALID']);
    }
    expect((await send(write(1, null, 5))).status).toBe(200);
    expect((await meterOf(license.key)).used).toBe(5);
    const { body } = await server.asAdmin('GET', `/api/v1/relays/${issued.id}/reports`);
    expect(body.items).toMatchObject([{ seq: 1, is_code: false }]);
  });
});

it('renews with the next report, and not with a copy of it', async () => {
  const license = await metered(server, { exports: { limit: 10 } }, { max_sessions: 5, max_activations: null });
  const { body } = await issueRelay(server, license, {
    report_hours: 24,
    pool: { sessions: 2, meters: { exports: 6 } },
  });
  const relay = TestRelay.of(body.file);
  const renewal = (report: string) =>
    server.call('POST', '/api/v1/relays/renew', { body: relay.renewal(server.clock.now(), { report }) });
  expect((await renewal(relay.report(claimsOf(license, 1, null, 2)))).status).toBe(200);
  expect(await meterOf(license.key)).toMatchObject({ used: 2, reserved: 4 });
  expect(codeOf(await renewal(relay.report(claimsOf(license, 1, null, 1))))).toEqual([409, 'REPORT_FORKED']);
});

it('compares what was sold with what all relays of a license used', async () => {
  const { license, write } = await relayed();
  const { body } = await issueRelay(server, license, { pool: { sessions: 3 } });
  const first = write(1, null, 4);
  await send(first);
  await send(write(2, first, 1));
  await send(TestRelay.of(body.file).report({ ...claimsOf(license, 1, null, 8), boot: 'other' }));
  const use = async (query: Record<string, string>) =>
    (await server.asAdmin('GET', `/api/v1/licenses/${license.id}/relay-use`, { query })).body;
  // The peak of a day is that of all relays together; a day that two reports name counts once.
  expect(await use({ from: '2027-01-01', to: '2027-03-31' })).toMatchObject({
    from: '2027-01-01',
    items: [
      { of: 'sessions', sold: '5', used: '4', above: '0', refused: 2 },
      { of: 'activations', used: '0' },
      { of: 'meter', meter: 'exports', sold: '10', used: '13', above: '3', refused: null },
    ],
  });
  expect((await use({ from: '2026-01-01', to: '2026-03-31' })).items).toMatchObject([{ used: '0' }, { used: '0' }]);
});

it('adds up decimals of several relays and programs', async () => {
  const license = await credited(server, { decimals: 2, limit: '1.5' }, {}, { license: { max_activations: null } });
  const relays = [
    await issueRelay(server, license, { pool: { meters: { ai: '0.5' } } }),
    await issueRelay(server, license, { pool: { meters: { ai: '0.2' } } }),
    await issueRelay(server, license, { kind: 'program', pool: { meters: { ai: '0.01' } } }),
  ];
  for (const [index, used] of ['0.7', '0.81', '0.24'].entries()) {
    const usage = { meters: { ai: { used } }, days: [{ day: '2027-03-01', peak: 7, refused: 3, minutes_full: 0 }] };
    const report = TestRelay.of(relays[index]?.body.file).report(claimsOf(license, 1, null, 0, { usage }));
    expect((await send(report)).status).toBe(200);
  }
  const query = { from: '2027-01-01', to: '2027-03-31' };
  const { body } = await server.asAdmin('GET', `/api/v1/licenses/${license.id}/relay-use`, { query });
  expect(body.items).toMatchObject([
    // Starts of programs take no seat.
    { of: 'sessions', used: '14', refused: 6 },
    { of: 'activations' },
    { of: 'meter', meter: 'ai', sold: '1.5', used: '1.75', above: '0.25' },
  ]);
});
