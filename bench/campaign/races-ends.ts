import { type Answer, type Call, type Contest, type Races, someOf, textOf } from './races-race';
import { activation, type License, post, textsOf } from './races-limits';

const VERBS = [
  { verb: 'revoke', code: 'REVOKED' },
  { verb: 'block', code: 'BLOCKED' },
  { verb: 'disable', code: 'DISABLED' },
] as const;
type End = (typeof VERBS)[number];

/** Activations, checks and heartbeats against a revocation, a block or a disabling, and the way back. */
export class EndsContest implements Contest {
  constructor(
    private readonly races: Races,
    private readonly license: License,
    /** Is active. */
    private readonly device: string,
  ) {}

  async race(): Promise<void> {
    const end = this.races.random.pick(VERBS);
    await this.against(post(`/licenses/${this.license.id}/${end.verb}`, {}, this.races.course.admin), end, false);
    await this.against(this.restoring, end, true);
    this.races.tally.races += 1;
  }

  async compare(): Promise<void> {
    const statement = `SELECT (revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL)::text AS value FROM licenses WHERE key = $1`;
    const [isUsable] = await textsOf(this.races.course, statement, [this.license.key]);
    if (isUsable !== 'true') {
      this.races.wrong(`${this.license.key} is not usable in the database, and was answered as active`, []);
    }
  }

  private get restoring(): Call {
    const { course } = this.races;
    return {
      method: 'PATCH',
      path: `/api/v1/licenses/${this.license.id}`,
      body: { state: 'active' },
      headers: course.admin,
    };
  }

  /** Calls during the change may be answered both ways, those that begin after its answer only one way. */
  private async against(change: Call, end: End, isUsable: boolean): Promise<void> {
    const { races } = this;
    const during = this.someCalls(1 + races.random.below(3));
    const changed = races.call(change).then(async (answer) => {
      if (answer.status !== 200) {
        races.wrong(`${this.license.key} is not changed`, [answer]);
      }
      return races.together(this.someCalls(races.course.nodes.length));
    });
    const [meanwhile, afterwards] = await Promise.all([races.together(during), changed]);
    this.assertKnown([...meanwhile, ...afterwards], end);
    const outdated = afterwards.filter((answer) => isGranted(answer) !== isUsable);
    if (outdated.length > 0 && isUsable) {
      races.lost(outdated.length, `${this.license.key} is refused after it was enabled again`, outdated);
    } else if (outdated.length > 0) {
      races.over(outdated.length, `${this.license.key} is usable after the answered ${end.verb}`, outdated);
    }
  }

  private someCalls(count: number): Call[] {
    const { key } = this.license;
    const body = { license_key: key, hardware_id: this.device };
    const calls = [post('/validate', body), post('/heartbeat', body), activation(key, this.device)];
    return Array.from({ length: count }, () => this.races.random.pick(calls));
  }

  private assertKnown(answers: readonly Answer[], { code }: End): void {
    const others = answers.filter((answer) => !isGranted(answer) && answer.code !== code);
    if (others.length > 0) {
      this.races.wrong(`${this.license.key}: neither usable nor ${code}`, others);
    }
  }
}

function isGranted({ call, status, reply }: Answer): boolean {
  return call.path === '/api/v1/validate' ? reply.body?.valid === true : status < 300;
}

/** Devices ask for a trial at all nodes: each device, and each e-mail address, gets one. */
export class TrialsContest implements Contest {
  private asked = 0;
  /** Devices that asked since the last comparison, with the license of those that got one. */
  private devices = new Map<string, string | undefined>();

  constructor(
    private readonly races: Races,
    private readonly product: string,
  ) {}

  async race(): Promise<void> {
    const { random } = this.races;
    const name = `${this.races.lane}-${++this.asked}`;
    const sharesEmail = random.below(2) === 0;
    const devices = sharesEmail ? [`t-${name}-a`, `t-${name}-b`] : [`t-${name}-a`];
    devices.forEach((device) => this.devices.set(device, undefined));
    const racers = [...devices, ...Array.from({ length: 1 + random.below(4) }, () => random.pick(devices))];
    const email = sharesEmail ? { email: `t-${name}@example.com` } : {};
    const calls = someOf(random, racers, racers.length).map((hardware_id) =>
      post('/trials', { product: this.product, hardware_id, ...email }),
    );
    this.judge(await this.races.together(calls));
    this.races.tally.races += 1;
  }

  async compare(): Promise<void> {
    const asked = [...this.devices];
    const expected = asked.flatMap(([device, key]) => (key === undefined ? [] : [`${device} ${key}`])).sort();
    this.devices = new Map();
    const found = await textsOf(this.races.course, TRIALS, [asked.map(([device]) => device)]);
    if (JSON.stringify(expected) !== JSON.stringify(found.sort())) {
      this.races.wrong(`trials: answered ${JSON.stringify(expected)}, in the database ${JSON.stringify(found)}`, []);
    }
  }

  private judge(answers: readonly Answer[]): void {
    const begun = answers.filter(({ status }) => status === 201);
    const again = answers.filter(({ status }) => status === 200);
    const others = answers.filter(({ status, code }) => status >= 300 && code !== 'TRIAL_USED');
    if (others.length > 0) {
      this.races.wrong('trials: an answer is neither a trial nor TRIAL_USED', others);
    }
    if (begun.length > 1) {
      this.races.over(begun.length - 1, `trials: ${begun.length} began`, answers);
    }
    const [first] = begun;
    if (first === undefined) {
      this.races.lost(1, 'trials: none began', answers);
      return;
    }
    this.devices.set(deviceOf(first), textOf(first, 'license_key'));
    this.assertSame(first, again, answers);
  }

  /** All calls of the device that got the trial have its license, and no call of another device has. */
  private assertSame(first: Answer, again: readonly Answer[], answers: readonly Answer[]): void {
    const key = textOf(first, 'license_key');
    if (again.some((answer) => deviceOf(answer) !== deviceOf(first) || textOf(answer, 'license_key') !== key)) {
      this.races.over(1, 'trials: a second device or license', answers);
    }
    const refused = answers.filter(({ status }) => status >= 300);
    if (refused.some((answer) => deviceOf(answer) === deviceOf(first))) {
      this.races.lost(1, 'trials: the device of the trial is refused', answers);
    }
  }
}

function deviceOf({ call }: Answer): string {
  return call.body && 'hardware_id' in call.body ? String(call.body.hardware_id) : '';
}

const TRIALS = `
  SELECT t.fingerprint || ' ' || l.key AS value FROM trials AS t JOIN licenses AS l ON l.id = t.license_id
  JOIN activations AS a ON a.license_id = l.id AND a.fingerprint = t.fingerprint AND a.deactivated_at IS NULL
  WHERE t.fingerprint = ANY($1)
`;
