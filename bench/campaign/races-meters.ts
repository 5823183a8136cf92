import { isDeepStrictEqual } from 'node:util';
import { type Answer, type Call, type Contest, type Races, textOf } from './races-race';
import { type License, post } from './races-limits';

const MOST_AMOUNT = 3;
const MOST_RACERS = 6;

interface Balance {
  used: number;
  /** All that was ever taken. */
  total: number;
}

export interface Meters {
  /** Codes of the meters that each call takes. */
  readonly codes: readonly string[];
  readonly size: number;
  /** Calls that take at once; or each sent to two or three nodes with the same Idempotency-Key; or some that reserve first. */
  readonly way: 'take' | 'keyed' | 'reserve';
}

interface MeterCall {
  readonly call: Call;
  readonly amounts: Amounts;
}
interface Answered {
  readonly answer: Answer;
  readonly amounts: Amounts;
}

/** Amounts of one call by meter. */
type Amounts = Readonly<Record<string, number>>;

/** Races for the rest of a license's meters. */
export class MetersContest implements Contest {
  private readonly balances: ReadonlyMap<string, Balance>;
  private sent = 0;

  constructor(
    private readonly races: Races,
    private readonly license: License,
    private readonly meters: Meters,
  ) {
    this.balances = new Map(meters.codes.map((code) => [code, { used: 0, total: 0 }]));
  }

  async race(): Promise<void> {
    const calls = this.meters.way === 'keyed' ? this.keyedCalls() : this.singleCalls();
    const before = this.told;
    const answers = await this.races.together(calls.map(({ call }) => call));
    const answered = answers.map((answer, index) => ({ answer, amounts: calls[index]?.amounts ?? {} }));
    this.assertExpected(answers);
    // Replays of an answer count nothing.
    const counted = this.meters.way === 'keyed' ? this.firstOfEachKey(answered) : answered;
    const granted = counted.filter(({ answer }) => answer.status < 300);
    granted.forEach(({ amounts }) => this.add(amounts));
    this.judge(counted, before);
    this.races.tally.races += 1;
    await this.endReservations(granted.filter(({ answer }) => answer.status === 201));
    await this.giveBack();
  }

  async compare(): Promise<void> {
    const { rows } = await this.races.course.pool.query<{ code: string; used: string; total: string }>(BALANCES, [
      this.license.key,
    ]);
    for (const [code, { used, total }] of this.balances) {
      const row = rows.find((one) => one.code === code) ?? { used: '0', total: '0' };
      if (Number(row.used) !== used || Number(row.total) !== total) {
        const found = `used ${row.used}, total ${row.total}`;
        this.races.wrong(`${this.named} ${code}: answered used ${used}, total ${total}, in the database ${found}`, []);
      }
    }
  }

  private singleCalls(): MeterCall[] {
    const { random } = this.races;
    return Array.from({ length: 2 + random.below(MOST_RACERS - 1) }, () => {
      const amounts = this.someAmounts();
      const reserves = this.meters.way === 'reserve' && random.below(2) === 0;
      return { call: reserves ? this.reservation(amounts) : this.use(amounts), amounts };
    });
  }

  private keyedCalls(): MeterCall[] {
    const { random } = this.races;
    const keys = 1 + random.below(2);
    return Array.from({ length: keys }, () => {
      const amounts = this.someAmounts();
      const call = this.use(amounts, this.nextKey());
      return Array.from({ length: 2 + random.below(2) }, () => ({ call, amounts }));
    }).flat();
  }

  private nextKey(): Record<string, string> {
    return { 'idempotency-key': `${this.license.key}-${++this.sent}` };
  }

  private someAmounts(): Amounts {
    return Object.fromEntries(this.meters.codes.map((code) => [code, 1 + this.races.random.below(MOST_AMOUNT)]));
  }

  private use(amounts: Amounts, headers: Readonly<Record<string, string>> = {}): Call {
    return post('/usage', { license_key: this.license.key, items: this.itemsOf(amounts) }, headers);
  }

  private reservation(amounts: Amounts): Call {
    const { key } = this.license;
    return post('/usage/reservations', { license_key: key, items: this.itemsOf(amounts), expires_in: 3_600 });
  }

  /** Names the meters in any order, so that two calls could wait for each other. */
  private itemsOf(amounts: Amounts): { meter: string; amount: number }[] {
    const items = Object.entries(amounts).map(([meter, amount]) => ({ meter, amount }));
    return this.races.random.below(2) === 0 ? items : items.reverse();
  }

  /** Commits or releases what was reserved, all at once. */
  private async endReservations(reserved: readonly Answered[]): Promise<void> {
    const ends = reserved.map(({ answer, amounts }) => {
      const verb = this.races.random.pick(['commit', 'release'] as const);
      const token = { reservation_token: textOf(answer, 'reservation_token') };
      return { amounts, verb, call: post(`/usage/reservations/${verb}`, token) };
    });
    const answers = await this.races.together(ends.map(({ call }) => call));
    ends.filter(({ verb }) => verb === 'release').forEach(({ amounts }) => this.undo(amounts));
    const refused = answers.filter(({ status }) => status >= 300);
    if (refused.length > 0) {
      this.races.wrong(`${this.named}: a reservation does not end`, refused);
    }
  }

  private assertExpected(answers: readonly Answer[]): void {
    const others = answers.filter(({ status, code }) => status >= 300 && code !== 'METER_EXHAUSTED');
    if (others.length > 0) {
      this.races.wrong(`${this.named}: neither taken nor METER_EXHAUSTED`, others);
    }
  }

  private firstOfEachKey(answered: readonly Answered[]): Answered[] {
    return answered.filter((one, index) => {
      const first = answered.findIndex(({ answer }) => answer.call === one.answer.call);
      const expected = answered[first]?.answer;
      if (expected && !isSame(one.answer, expected)) {
        this.races.wrong(`${this.named}: one key has two answers`, [expected, one.answer]);
      }
      return first === index;
    });
  }

  private add(amounts: Amounts): void {
    for (const [code, balance] of this.balances) {
      const amount = amounts[code] ?? 0;
      balance.used += amount;
      balance.total += Math.max(amount, 0);
    }
  }

  /** As if it had never been taken. */
  private undo(amounts: Amounts): void {
    for (const [code, balance] of this.balances) {
      balance.used -= amounts[code] ?? 0;
      balance.total -= amounts[code] ?? 0;
    }
  }

  /** What is left only falls during a race: who was refused must still not fit at its end. */
  private judge(counted: readonly Answered[], before: string): void {
    const answers = counted.map(({ answer }) => answer);
    for (const [code, { used }] of this.balances) {
      const beyond = used - this.meters.size;
      if (beyond > 0) {
        this.races.over(beyond, `${this.named} ${code}: ${used} are used, before: ${before}`, answers);
      }
    }
    const fits = (amounts: Amounts): boolean =>
      [...this.balances].every(([code, { used }]) => used + (amounts[code] ?? 0) <= this.meters.size);
    const lost = counted.filter(({ answer, amounts }) => answer.code === 'METER_EXHAUSTED' && fits(amounts));
    if (lost.length > 0) {
      this.races.lost(lost.length, `${this.named}: refused, and fits after ${this.told}, before: ${before}`, answers);
    }
  }

  /** Leaves so much that some of the next calls fit. */
  private async giveBack(): Promise<void> {
    const { random } = this.races;
    const amounts = Object.fromEntries(
      [...this.balances].map(([code, { used }]): [string, number] => [code, -Math.min(used, 1 + random.below(6))]),
    );
    if (Object.values(amounts).some((amount) => amount === 0)) {
      return;
    }
    const headers = this.meters.way === 'keyed' ? this.nextKey() : {};
    const answer = await this.races.call(this.use(amounts, headers));
    if (answer.status === 200) {
      this.add(amounts);
    } else {
      this.races.wrong(`${this.named}: what was taken cannot be returned`, [answer]);
    }
  }

  private get named(): string {
    return `meters of ${this.license.key} (limit ${this.meters.size})`;
  }

  private get told(): string {
    return JSON.stringify(Object.fromEntries([...this.balances].map(([code, { used }]) => [code, used])));
  }
}

/** Refusals are not stored: only their codes are compared. */
function isSame(one: Answer, other: Answer): boolean {
  const isTaken = one.status === 200 && other.status === 200;
  return isTaken ? isDeepStrictEqual(one.reply.body, other.reply.body) : one.code === other.code;
}

const BALANCES = `
  SELECT m.code, b.used, b.total FROM meter_balances AS b
  JOIN licenses AS l ON l.id = b.license_id JOIN meters AS m ON m.id = b.meter_id WHERE l.key = $1
`;
