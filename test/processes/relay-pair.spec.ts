import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { kidOf, RelayVendor } from '../support/relay-files';
import { tally } from '../testkit/records';
import { until } from '../testkit/until';
import { runCommand } from './command';
import { Link } from './link';
import { Program } from './program';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');
const POOL = 6;
/** Seconds for which a session holds without heartbeats, and a relay without contact: as short as allowed. */
const [SESSION_LEASE, LEASE] = [30, 3];

const PATIENT = { limitMs: 120_000, pauseMs: 500 };

let base: string;
let links: Record<'firstToSecond' | 'secondToFirst' | 'firstToWitness' | 'secondToWitness', Link>;
const folder = (name: string) => join(base, name);
const vendor = new RelayVendor();
const TERMS = { policy: { bind_on_check: true, session_lease: SESSION_LEASE } };

beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward pair '));
  chmodSync(base, 0o711);
  const [firstToSecond, secondToFirst, firstToWitness, secondToWitness] = await Promise.all(
    [1, 2, 3, 4].map(() => Link.open()),
  );
  links = { firstToSecond, secondToFirst, firstToWitness, secondToWitness } as typeof links;
});
afterAll(async () => {
  Object.values(links).forEach((link) => link.close());
  await Program.endAll();
  rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

function saved(name: string, text: string): string {
  writeFileSync(folder(name), text);
  return folder(name);
}

async function startWitness(): Promise<void> {
  const command = [KEYWARD, 'relay', 'witness', '--license', folder('first.json'), '--data', folder('witness')];
  const witness = Program.launch({}, process.execPath, [...command, '--port', '0']);
  const [, url = ''] = await witness.output.line(/^The witness is running at (http:\S+)$/);
  links.firstToWitness.leadTo(url);
  links.secondToWitness.leadTo(url);
}

async function startRelay(name: 'first' | 'second'): Promise<Program> {
  const [partner, witness, own] =
    name === 'first'
      ? [links.firstToSecond, links.firstToWitness, links.secondToFirst]
      : [links.secondToFirst, links.secondToWitness, links.firstToSecond];
  const options = ['--partner', partner.url, '--witness', witness.url, '--lease', String(LEASE)];
  const command = [KEYWARD, 'relay', 'start', '--data', folder(name), '--license', folder(`${name}.json`), ...options];
  const relay = await Program.start({}, process.execPath, command);
  own.leadTo(relay.url);
  return relay;
}

const DEVICES = Array.from({ length: 8 }, (_, index) => `device-${index}`);

async function startSessions(relay: Program, devices: string[]): Promise<string[]> {
  const body = (hardware_id: string) => ({ license_key: vendor.licenseKey, hardware_id });
  await Promise.all(devices.map((device) => relay.call('POST', '/api/v1/activate', body(device))));
  const started = devices.map((device) => relay.call('POST', '/api/v1/license-sessions', body(device)));
  const answers = await Promise.all(started);
  expect(answers.every(({ status }) => [201, 409, 503].includes(status))).toBe(true);
  return answers.flatMap(({ status, body: { session_token } }) => (status === 201 ? [String(session_token)] : []));
}

const ended = (relay: Program, tokens: string[]) =>
  Promise.all(tokens.map((session_token) => relay.call('POST', '/api/v1/license-sessions/end', { session_token })));

const beat = async (relay: Program, session_token: string | undefined) =>
  (await relay.call('POST', '/api/v1/license-sessions/heartbeat', { session_token })).status;

describe('two relays and a witness', () => {
  let first: Program;
  let second: Program;
  let held: string[];

  it('give the seats of one pool together, wherever programs ask', async () => {
    saved('first.json', vendor.file({ claims: { pool: { sessions: POOL } }, terms: TERMS }));
    const { output } = await runCommand(['relay', 'request', '--data', folder('second'), '--json']);
    const code = String(JSON.parse(output.trim().split('\n').at(-1) ?? '').request).replace('KWL1.', '');
    const { k: x } = JSON.parse(Buffer.from(code, 'base64url').toString());
    const relay = { id: randomUUID(), name: 'Plant 8', key: { kty: 'OKP', crv: 'Ed25519', x, kid: kidOf(x) } };
    const pair = { id: vendor.relay, member: 2 };
    saved('second.json', vendor.file({ key: x, claims: { pool: { sessions: POOL }, relay, pair }, terms: TERMS }));
    await startWitness();
    [first, second] = await Promise.all([startRelay('first'), startRelay('second')]);
    await until(
      'the second relay has seats',
      async () => {
        held = await startSessions(second, DEVICES.slice(0, 1));
        return held.length === 1;
      },
      PATIENT,
    );
    await until(
      'a seat that was free at the first relay has come',
      async () => {
        held.push(...(await startSessions(second, DEVICES.slice(held.length, 4))));
        return held.length === 4;
      },
      PATIENT,
    );
    const others = await startSessions(first, DEVICES.slice(4, 7));
    expect(others.length).toBeLessThanOrEqual(POOL - 4);
    await until(
      'the others have come back',
      async () => {
        others.push(...(await startSessions(first, DEVICES.slice(4, 4 + POOL - 4 - others.length))));
        return others.length === POOL - 4;
      },
      PATIENT,
    );
    expect(await startSessions(second, DEVICES.slice(7))).toEqual([]);
    await ended(first, others);
    await ended(second, held.splice(2));
  });

  it('take over the seats of a relay that was killed, after the last session that it can have given', async () => {
    await second.end('SIGKILL');
    // The two sessions of the second relay hold until their lease has passed.
    const atFirst = await startSessions(first, DEVICES.slice(0, POOL));
    expect(atFirst.length).toBeLessThanOrEqual(POOL - 2);
    await until(
      'the first relay has the whole pool',
      async () => {
        atFirst.push(...(await startSessions(first, DEVICES.slice(0, POOL - atFirst.length))));
        expect(tally(await Promise.all(atFirst.map((token) => beat(first, token))))).toEqual({ 200: atFirst.length });
        return atFirst.length === POOL;
      },
      PATIENT,
    );
    held = atFirst;
  });

  it('share the pool again when the killed one comes back', async () => {
    second = await startRelay('second');
    expect(await startSessions(second, DEVICES.slice(0, 1))).toEqual([]);
    await ended(first, held.splice(3));
    const others: string[] = [];
    await until(
      'seats have come',
      async () => {
        others.push(...(await startSessions(second, DEVICES.slice(0, 3 - others.length))));
        return others.length === 3;
      },
      PATIENT,
    );
    expect(await startSessions(first, DEVICES.slice(6))).toEqual([]);
    expect(await beat(second, others[0])).toBe(200);
  });

  it('give no seats and prolong none at a relay that reaches neither its partner nor the witness', async () => {
    links.firstToSecond.cut();
    links.secondToFirst.cut();
    links.firstToWitness.cut();
    await until('the first relay is isolated', async () => (await beat(first, held[0])) === 503, PATIENT);
    const body = { license_key: vendor.licenseKey, hardware_id: DEVICES[0] };
    const refused = await first.call('POST', '/api/v1/license-sessions', body);
    expect([refused.status, refused.body.error.code, refused.headers.get('retry-after')]).toEqual([
      503,
      'RELAY_ISOLATED',
      '5',
    ]);
    expect((await first.call('POST', '/api/v1/validate', body)).status).toBe(200);
    const page = await (await fetch(`${first.url}/`)).text();
    expect(page).toContain('gives no seats');
    Object.values(links).forEach((link) => link.restore());
    await until('it serves again', async () => (await beat(first, held[0])) === 200, PATIENT);
  });
});
