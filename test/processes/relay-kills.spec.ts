import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { RelayVendor } from '../support/relay-files';
import { IS_DEEP, SEED } from '../testkit/sample';
import { Program, type Reply } from './program';
import { inRelayDatabase } from './relay-database';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');
const SEATS = 12;
const PROGRAMS = 24;
const SESSIONS = '/api/v1/license-sessions';
/** Calls between a start of the relay and its end. */
const CALLS = IS_DEEP ? 1_000 : 150;
const KILLS = IS_DEEP ? 100 : 2;

jest.setTimeout(IS_DEEP ? 3_600_000 : 900_000);

let base: string;
const vendor = new RelayVendor();

beforeAll(() => Program.build());
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'keyward-relay-kills-'));
  chmodSync(base, 0o711);
  const claims = { pool: { sessions: SEATS } };
  const terms = { policy: { bind_on_check: true, session_lease: 86_400, max_borrow_days: 5 } };
  writeFileSync(join(base, 'relay.json'), vendor.file({ claims, terms }));
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** Numbers by the seed of this run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Null if the relay was killed before it answered. */
const sent = (relay: Program, path: string, body: object): Promise<Reply | null> =>
  relay.call('POST', path, body).catch(() => null);

/** A program that starts, keeps, borrows and ends sessions. */
class FloatingProgram {
  /** Of a session whose start was answered, and whose end was not asked for. */
  token: string | undefined;
  /** Starts that found no free seat. */
  refused = 0;

  constructor(readonly device: string) {}

  async activate(relay: Program): Promise<void> {
    const body = { license_key: vendor.licenseKey, hardware_id: this.device };
    expect([200, 201]).toContain((await relay.call('POST', '/api/v1/activate', body)).status);
  }

  /** One call. False if the relay was killed before it answered. */
  async call(relay: Program, random: (below: number) => number): Promise<boolean> {
    const { token } = this;
    if (token === undefined) {
      return this.start(relay, random(4) === 0);
    }
    if (random(20) === 0) {
      this.token = undefined;
      return (await sent(relay, `${SESSIONS}/end`, { session_token: token })) !== null;
    }
    return this.keep(relay);
  }

  async keep(relay: Program): Promise<boolean> {
    const answer = await sent(relay, `${SESSIONS}/heartbeat`, { session_token: this.token });
    expect(answer?.status ?? 200).toBe(200);
    return answer !== null;
  }

  private async start(relay: Program, borrows: boolean): Promise<boolean> {
    const start = { license_key: vendor.licenseKey, hardware_id: this.device };
    const answer = await sent(relay, SESSIONS, borrows ? { ...start, borrow_days: 2 } : start);
    expect([201, 409]).toContain(answer?.status ?? 409);
    this.token = answer?.body.session_token;
    this.refused += answer?.status === 409 ? 1 : 0;
    return answer !== null;
  }
}

/** Ends the sessions of devices whose programs never got an answer, on the page of the relay. */
async function endOrphans(relay: Program, programs: readonly FloatingProgram[], word: string): Promise<void> {
  const page = await (await fetch(relay.url)).text();
  for (const row of page.split('<tr').filter((each) => each.includes('/relay/sessions/'))) {
    const [path = ''] = /\/relay\/sessions\/[\w-]+\/end/.exec(row) ?? [];
    const holder = programs.find(({ device, token }) => token !== undefined && row.includes(device));
    if (!holder) {
      const body = new URLSearchParams({ word });
      const init = { method: 'POST', body, headers: { origin: relay.url }, redirect: 'manual' } as const;
      expect((await fetch(relay.url + path, init)).status).toBe(303);
    }
  }
}

/** Sessions that run, by the database of a relay that runs. */
async function running(): Promise<number> {
  const count = 'SELECT count_running_sessions(id, now()) AS count FROM licenses';
  const { rows } = await inRelayDatabase(join(base, 'data'), count);
  return Number(rows[0].count);
}

it('a relay that is killed under load never has more sessions than its pool, and loses none that it gave', async () => {
  const random = randomNumbers(SEED);
  const programs = Array.from({ length: PROGRAMS }, (_, index) => new FloatingProgram(`device-${index}-`));
  const holding = () => programs.filter(({ token }) => token !== undefined);
  let [most, word] = [0, ''];
  for (let kill = 0; kill <= KILLS; kill++) {
    const license = kill === 0 ? ['--license', join(base, 'relay.json')] : [];
    const command = [KEYWARD, 'relay', 'start', '--data', join(base, 'data'), ...license];
    const relay = await Program.start({}, process.execPath, command);
    word = relay.adminPassword ?? word;
    await Promise.all(programs.map((program) => program.activate(relay)));
    await Promise.all(holding().map((program) => program.keep(relay)));
    await endOrphans(relay, programs, word);
    expect(await running()).toBe(holding().length);

    let calls = 0;
    const working = programs.map(async (program) => {
      while (await program.call(relay, random)) {
        calls += 1;
        most = Math.max(most, holding().length);
        if (calls === CALLS) {
          relay.signal('SIGKILL');
        }
      }
    });
    await Promise.all(working);
    await relay.ended;
  }
  expect(most).toBeLessThanOrEqual(SEATS);
  expect(programs.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(0);
});
