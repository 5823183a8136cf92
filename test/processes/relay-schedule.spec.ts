import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { RelayVendor } from '../support/relay-files';
import { IS_DEEP, SEED } from '../testkit/sample';
import { until } from '../testkit/until';
import { seeded } from '../plugins/relay/pair-model';
import { Program, type Reply } from './program';
import { RelayPairProcesses } from './relay-pairs';

const POOL = 6;
/** Seconds. */
const [SESSION_LEASE, LEASE] = [30, 3];
/** How long relays are cut, killed and put to wrong times. */
const TROUBLE_S = Number(process.env.SCHEDULE_SECONDS ?? (IS_DEEP ? 1_200 : 20));
const SESSIONS = '/api/v1/license-sessions';
const PRELOADED = resolve(__dirname, 'shifted-clock.cjs');
const JUMP_MS = 5_000;
const PATIENT = { limitMs: 180_000, pauseMs: 500 };

jest.setTimeout((TROUBLE_S + 400) * 1_000);

type Name = 'first' | 'second';
const NAMES = ['first', 'second'] as const;

const random = seeded(SEED);
const below = (count: number): number => Math.floor(random() * count);
const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
const now = (): number => performance.now() / 1_000;

let pair: RelayPairProcesses;
const vendor = new RelayVendor();
const relays = new Map<Name, Program>();
const offsets: Record<Name, number> = { first: (below(2_400) - 1_200) * 1_000, second: (below(2_400) - 1_200) * 1_000 };
const problems: string[] = [];
const counts = {
  started: 0,
  refused: 0,
  beats: 0,
  isolated: 0,
  ended: 0,
  kills: 0,
  cuts: 0,
  oneWay: 0,
  jumps: 0,
  most: 0,
};
let isCalm = false;

beforeAll(() => Program.build());
beforeAll(async () => {
  pair = await RelayPairProcesses.open(LEASE);
});
afterAll(() => pair.close());

async function startRelay(name: Name): Promise<void> {
  const settings = {
    NODE_OPTIONS: `--require ${PRELOADED}`,
    CLOCK_OFFSET: String(offsets[name]),
    CLOCK_JUMP: String(oneOf([JUMP_MS, -JUMP_MS])),
  };
  relays.set(name, await pair.startRelay(name, { settings }));
}

/** A program that starts, keeps and ends sessions at either relay. Its seat is its own until the last lease that it was told ends. */
class FloatingProgram {
  private token: string | undefined;
  private at: Name = 'first';
  private heldUntil = -Infinity;

  constructor(private readonly device: string) {}

  get holds(): boolean {
    return now() < this.heldUntil;
  }

  async step(): Promise<void> {
    if (this.token === undefined) {
      if (this.holds) {
        await pause(200);
      } else {
        await this.start();
      }
    } else if (random() < (isCalm ? 0 : 0.04)) {
      const { token } = this;
      [this.token, this.heldUntil] = [undefined, -Infinity];
      counts.ended += 1;
      await this.ask(`${SESSIONS}/end`, { session_token: token });
    } else {
      await this.beat();
    }
  }

  private async start(): Promise<void> {
    this.at = oneOf(NAMES);
    const sentAt = now();
    const body = { license_key: vendor.licenseKey, hardware_id: this.device };
    await this.ask('/api/v1/activate', body);
    const answer = await this.ask(SESSIONS, body);
    if (answer?.status === 201) {
      counts.started += 1;
      this.token = String(answer.body.session_token);
      this.heldUntil = sentAt + SESSION_LEASE;
      countHeld();
    } else {
      counts.refused += 1;
      this.expect(answer, [409, 503]);
    }
  }

  /** A program whose relay lives keeps its seat, unless that relay could not prolong it for the whole lease. */
  private async beat(): Promise<void> {
    const sentAt = now();
    const answer = await this.ask(`${SESSIONS}/heartbeat`, { session_token: this.token });
    counts.beats += 1;
    counts.isolated += answer?.status === 503 ? 1 : 0;
    if (answer?.status === 200) {
      this.heldUntil = sentAt + SESSION_LEASE;
      countHeld();
    } else if (answer && answer.status !== 503 && now() < this.heldUntil - JUMP_MS / 1_000) {
      problems.push(`${this.device} lost its seat at the ${this.at} relay: ${answer.status}`);
    }
    if ((answer && ![200, 503].includes(answer.status)) || !this.holds) {
      this.token = undefined;
    }
  }

  private expect(answer: Reply | null, statuses: readonly number[]): void {
    if (answer && !statuses.includes(answer.status)) {
      problems.push(`${this.device} was answered ${answer.status} ${JSON.stringify(answer.body)}`);
    }
  }

  /** Null if the relay did not answer. */
  private async ask(path: string, body: object): Promise<Reply | null> {
    const relay = relays.get(this.at);
    return (await relay?.call('POST', path, body).catch(() => null)) ?? null;
  }
}

const programs = Array.from({ length: 2 * POOL }, (_, index) => new FloatingProgram(`device-${index}`));

function countHeld(): void {
  const held = programs.filter(({ holds }) => holds).length;
  counts.most = Math.max(counts.most, held);
  if (held > POOL) {
    problems.push(`${held} seats were held of ${POOL}`);
  }
}

/** One link is cut, its answers are lost, a relay is killed, or its clock jumps. */
async function trouble(): Promise<void> {
  const links = Object.values(pair.links);
  const dice = random();
  if (dice < 0.6) {
    const cut = dice < 0.2 ? links : dice < 0.4 ? [oneOf(links), oneOf(links)] : [oneOf(links)];
    const isOneWay = random() < 0.5;
    cut.forEach((link) => (isOneWay ? link.cutAnswers() : link.cut()));
    counts[isOneWay ? 'oneWay' : 'cuts'] += 1;
    await pause(random() * (IS_DEEP ? 60_000 : 8_000));
    links.forEach((link) => link.restore());
  } else if (dice < 0.8) {
    const name = oneOf(NAMES);
    counts.kills += 1;
    await relays.get(name)?.end('SIGKILL');
    await pause(random() * (IS_DEEP ? 60_000 : 2_000));
    await startRelay(name);
  } else {
    counts.jumps += 1;
    relays.get(oneOf(NAMES))?.signal('SIGUSR2');
  }
  await pause(random() * 4_000);
}

it(`gives together never more seats than the pool, and no program loses its seat while its relay lives (seed ${SEED})`, async () => {
  await pair.issue(vendor, { sessions: POOL }, { policy: { bind_on_check: true, session_lease: SESSION_LEASE } });
  await pair.startWitness();
  await Promise.all(NAMES.map(startRelay));
  let isOver = false;
  const working = programs.map(async (program) => {
    while (!isOver) {
      await program.step();
      await pause(500 + random() * 1_000);
    }
  });
  const end = now() + TROUBLE_S;
  while (now() < end) {
    await trouble();
  }
  isCalm = true;
  Object.values(pair.links).forEach((link) => link.restore());
  await until(
    'programs hold the whole pool',
    () => Promise.resolve(programs.filter(({ holds }) => holds).length === POOL),
    PATIENT,
  );
  isOver = true;
  await Promise.all(working);
  process.stdout.write(`Seed ${SEED}, ${TROUBLE_S} seconds: ${JSON.stringify(counts)}\n`);
  expect(problems).toEqual([]);
  expect(counts.started).toBeGreaterThan(POOL);
});
