import { RelayVendor } from '../support/relay-files';
import { tally } from '../testkit/records';
import { until } from '../testkit/until';
import { Program } from './program';
import { RelayPairProcesses } from './relay-pairs';

const POOL = 6;
/** Seconds for which a session holds without heartbeats, and a relay without contact: as short as allowed. */
const [SESSION_LEASE, LEASE] = [30, 3];

const RENDERS = 100;

const PATIENT = { limitMs: 120_000, pauseMs: 500 };

let pair: RelayPairProcesses;
const vendor = new RelayVendor();
const TERMS = { policy: { bind_on_check: true, session_lease: SESSION_LEASE } };

/** Sessions that run, with the relays that have started them. */
const running = new Map<string, Program>();
let isOver = false;
let renewing: Promise<void>;

/** As programs do: no session may end because a test takes longer than its lease. */
async function renewSessions(): Promise<boolean> {
  await Promise.all([...running].map(([token, relay]) => beat(relay, token).catch(() => undefined)));
  return isOver;
}

beforeAll(() => Program.build());
beforeAll(async () => {
  pair = await RelayPairProcesses.open(LEASE);
  renewing = until('all tests are over', renewSessions, { limitMs: Infinity, pauseMs: 1_000 });
});
afterAll(async () => {
  isOver = true;
  await renewing;
  await pair.close();
});

const DEVICES = Array.from({ length: 8 }, (_, index) => `device-${index}`);

async function startSessions(relay: Program, devices: string[]): Promise<string[]> {
  const body = (hardware_id: string) => ({ license_key: vendor.licenseKey, hardware_id });
  await Promise.all(devices.map((device) => relay.call('POST', '/api/v1/activate', body(device))));
  const started = devices.map((device) => relay.call('POST', '/api/v1/license-sessions', body(device)));
  const answers = await Promise.all(started);
  expect(answers.every(({ status }) => [201, 409, 503].includes(status))).toBe(true);
  const tokens = answers.flatMap(({ status, body }) => (status === 201 ? [String(body.session_token)] : []));
  tokens.forEach((token) => running.set(token, relay));
  return tokens;
}

async function ended(relay: Program, tokens: string[]): Promise<void> {
  tokens.forEach((token) => running.delete(token));
  await Promise.all(
    tokens.map((session_token) => relay.call('POST', '/api/v1/license-sessions/end', { session_token })),
  );
}

const used = (relay: Program, amount: number) =>
  relay.call('POST', '/api/v1/usage', { license_key: vendor.licenseKey, items: [{ meter: 'renders', amount }] });

const beat = async (relay: Program, session_token: string | undefined) =>
  (await relay.call('POST', '/api/v1/license-sessions/heartbeat', { session_token })).status;

describe('two relays and a witness', () => {
  let first: Program;
  let second: Program;
  let held: string[];

  it('give the seats of one pool together, wherever programs ask', async () => {
    await pair.issue(vendor, { sessions: POOL, meters: { renders: RENDERS } }, TERMS);
    await pair.startWitness();
    [first, second] = await Promise.all([pair.startRelay('first'), pair.startRelay('second')]);
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

  it('take the amount of one meter together, wherever programs ask, and never more', async () => {
    await until('the second relay uses a third', async () => (await used(second, 30)).status === 200, PATIENT);
    // More than half is left in all, at both together.
    await until('what is left comes to the first one', async () => (await used(first, 60)).status === 200, PATIENT);
    const answers = await Promise.all([used(first, 6), used(second, 6)]);
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
    expect(answers.map(({ status }) => [200, 409].includes(status))).toEqual([true, true]);
    const taken = 90 + 6 * answers.filter(({ status }) => status === 200).length;
    await until('the rest is taken', async () => (await used(second, RENDERS - taken)).status === 200, PATIENT);
    const [one, other] = await Promise.all([used(first, 1), used(second, 1)]);
    expect([one.status, one.body.error.code, other.status]).toEqual([409, 'METER_EXHAUSTED', 409]);
    expect(await (await fetch(`${second.url}/`)).text()).toContain('renders');
  });

  it('take over the seats of a relay that was killed, after the last session that it can have given', async () => {
    held.forEach((token) => running.delete(token));
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
    second = await pair.startRelay('second');
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
    pair.links.firstToSecond.cut();
    pair.links.secondToFirst.cut();
    pair.links.firstToWitness.cut();
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
    Object.values(pair.links).forEach((link) => link.restore());
    await until(
      'it prolongs the session or, if that has ended meanwhile, gives another one',
      async () =>
        (await beat(first, held[0])) === 200 || (await startSessions(first, DEVICES.slice(0, 1))).length === 1,
      PATIENT,
    );
  });
});
