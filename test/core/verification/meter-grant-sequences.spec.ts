import fc from 'fast-check';
import { commitItems, release, reserve } from '../../support/credits';
import { metered, use } from '../../support/meters';
import { validate } from '../../testkit/issue';
import { cases } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse('2031-01-30T22:30:00Z');

interface Given {
  amount: number;
  priority: number;
  hours: number | null;
}
interface Terms {
  limit: number;
  overage_percent: number;
  periods: number;
  max: number | null;
}
interface Kept {
  amount: number;
  seconds: number;
}
interface Settled {
  index: number;
  /** Null releases it. */
  amount: number | null;
}
type Step =
  | { amount: number }
  | { hours: number }
  | { given: Given }
  | { voided: number }
  | { kept: Kept }
  | { settled: Settled };

const terms: fc.Arbitrary<Terms> = fc.record({
  limit: fc.integer({ min: 0, max: 6 }),
  overage_percent: fc.constantFrom(0, 50),
  periods: fc.integer({ min: 0, max: 2 }),
  max: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
});
const given: fc.Arbitrary<Given> = fc.record({
  amount: fc.integer({ min: 1, max: 5 }),
  priority: fc.constantFrom(10, 50, 90),
  hours: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
});
const kept: fc.Arbitrary<Kept> = fc.record({
  amount: fc.integer({ min: 1, max: 5 }),
  seconds: fc.constantFrom(2, 10, 3_600),
});
const settled: fc.Arbitrary<Settled> = fc.record({
  index: fc.nat(9),
  amount: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ amount: fc.integer({ min: -4, max: 6 }).filter((amount) => amount !== 0) }) },
  { weight: 2, arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 2, arbitrary: fc.record({ given }) },
  { weight: 1, arbitrary: fc.record({ voided: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ kept }) },
  { weight: 3, arbitrary: fc.record({ settled }) },
);

interface Source {
  amount: number;
  used: number;
  /** Used by the start of each period. */
  drawn: Map<number, number>;
  priority: number;
  end: number;
  since: number;
  isVoid: boolean;
  isGiven: boolean;
}

interface Reservation {
  amount: number;
  end: number;
  state: 'open' | 'committed' | 'released';
}

/** The promises of grants and reservations, without a database: each unit is taken and returned by itself. */
class Model {
  private readonly given: Source[] = [];
  private readonly periods = new Map<number, { own: Source; overage: number }>();
  private readonly rolled = new Map<number, Source>();
  private readonly reservations: Reservation[] = [];

  constructor(private readonly terms: Terms) {
    this.periodAt(START);
  }

  give({ amount, priority, hours }: Given, now: number): void {
    const end = hours === null ? Infinity : now + hours * HOUR;
    this.given.push(newSource({ amount, priority, end, since: now, isGiven: true }));
  }

  void(index: number): void {
    const source = this.given[index % this.given.length];
    if (source) {
      source.isVoid = true;
    }
  }

  use(amount: number, now: number): boolean {
    return this.move(
      amount,
      now,
      amount > 0 ? amount <= this.left(now) - this.reserved(now) : -amount <= this.used(now),
    );
  }

  keep({ amount, seconds }: Kept, now: number): boolean {
    const fits = amount <= this.left(now) - this.reserved(now);
    if (fits) {
      this.reservations.push({ amount, end: now + seconds * 1_000, state: 'open' });
    }
    return fits;
  }

  /** @returns whether it is answered with success */
  settle({ index, amount }: Settled, now: number): boolean {
    const one = this.reservations[index % this.reservations.length];
    if (!one || one.state === (amount === null ? 'committed' : 'released')) {
      return false;
    }
    if (amount === null || one.state === 'committed') {
      one.state = one.state === 'open' && amount === null ? 'released' : one.state;
      return true;
    }
    const isTaken = one.end > now && amount <= one.amount && this.move(amount, now, amount <= this.left(now));
    one.state = isTaken ? 'committed' : one.state;
    return isTaken;
  }

  reserved(now: number): number {
    const open = this.reservations.filter(({ state, end }) => state === 'open' && end > now);
    return open.reduce((sum, { amount }) => sum + amount, 0);
  }

  private move(amount: number, now: number, fits: boolean): boolean {
    for (let unit = 0; fits && unit < Math.abs(amount); unit++) {
      if (amount > 0) {
        this.takeOne(now);
      } else {
        this.returnOne(now);
      }
    }
    return fits;
  }

  used(now: number): number {
    const start = dayOf(now);
    return this.all(now).reduce((sum, { drawn }) => sum + (drawn.get(start) ?? 0), this.periodAt(now).overage);
  }

  left(now: number): number {
    return this.leftOfGrants(now) + leftOf(this.periodAt(now).own, now) + this.most - this.periodAt(now).overage;
  }

  leftOfGrants(now: number): number {
    const { own } = this.periodAt(now);
    return this.all(now).reduce((sum, source) => sum + (source === own ? 0 : leftOf(source, now)), 0);
  }

  grants(): [amount: number, used: number][] {
    return this.given.map(({ amount, used }) => [amount, used]);
  }

  private get most(): number {
    return Math.floor((this.terms.limit * this.terms.overage_percent) / 100);
  }

  private takeOne(now: number): void {
    const source = this.all(now).find((one) => leftOf(one, now) > 0);
    if (source) {
      move(source, 1, now);
    } else {
      this.periodAt(now).overage += 1;
    }
  }

  private returnOne(now: number): void {
    const period = this.periodAt(now);
    if (period.overage > 0) {
      period.overage -= 1;
      return;
    }
    const source = this.all(now).findLast(({ drawn }) => (drawn.get(dayOf(now)) ?? 0) > 0);
    if (source) {
      move(source, -1, now);
    }
  }

  /** In the order in which they are taken. */
  private all(now: number): Source[] {
    const { own } = this.periodAt(now);
    const rolled = [...this.rolled.values()].filter(({ end }) => end > now);
    return [...rolled, own, ...this.given].sort(
      (one, other) =>
        one.priority - other.priority ||
        (one.end === other.end ? 0 : one.end - other.end) ||
        one.since - other.since ||
        0,
    );
  }

  private periodAt(now: number): { own: Source; overage: number } {
    const { limit, periods, max } = this.terms;
    const start = dayOf(now);
    for (let day = dayOf(START); day <= start; day += DAY) {
      if (!this.periods.has(day)) {
        const earlier = this.periods.get(day - DAY);
        const rest = earlier ? limit - earlier.own.used - earlier.overage : 0;
        const amount = Math.min(Math.max(0, rest), max ?? Infinity);
        if (periods > 0 && amount > 0) {
          const end = day + periods * DAY;
          this.rolled.set(day, newSource({ amount, priority: 50, end, since: day - DAY, isGiven: false }));
        }
        const own = newSource({ amount: limit, priority: 50, end: day + DAY, since: day, isGiven: false });
        this.periods.set(day, { own, overage: 0 });
      }
    }
    return (
      this.periods.get(start) ?? {
        own: newSource({ amount: 0, priority: 0, end: 0, since: 0, isGiven: false }),
        overage: 0,
      }
    );
  }
}

function newSource(source: Pick<Source, 'amount' | 'priority' | 'end' | 'since' | 'isGiven'>): Source {
  return { ...source, used: 0, drawn: new Map(), isVoid: false };
}

function leftOf({ amount, used, end, isVoid }: Source, now: number): number {
  return isVoid || end <= now ? 0 : amount - used;
}

function move(source: Source, change: number, now: number): void {
  source.used += change;
  source.drawn.set(dayOf(now), (source.drawn.get(dayOf(now)) ?? 0) + change);
}

function dayOf(now: number): number {
  return Math.floor(now / DAY) * DAY;
}

it('agrees with a model in any sequence of grants, draws, returns, voids, reservations and periods', async () => {
  await fc.assert(
    fc.asyncProperty(terms, fc.array(step, { minLength: 8, maxLength: 30 }), async (given, steps) => {
      let now = START;
      const at = (time: number) => server.clock.holdAt(new Date(time).toISOString());
      at(now);
      const { periods, max, ...limits } = given;
      const rollover = periods > 0 ? { rollover: { periods, ...(max !== null && { max }) } } : {};
      const { id, key } = await metered(server, { exports: { ...limits, period: 'day', ...rollover } });
      const path = `/api/v1/licenses/${id}/meters/exports/grants`;
      const model = new Model(given);
      const ids: string[] = [];
      const tokens: string[] = [];
      for (const one of steps) {
        // Grants of one moment are as old as one another: their ids decide.
        now += 1_000;
        if ('amount' in one) {
          at(now);
          const { status } = await use(server, key, { exports: one.amount });
          expect(status === 200).toBe(model.use(one.amount, now));
        } else if ('hours' in one) {
          now += one.hours * HOUR;
          at(now);
        } else if ('given' in one) {
          at(now);
          const { amount, priority, hours } = one.given;
          const expires_at = hours === null ? null : new Date(now + hours * HOUR).toISOString();
          const { status, body } = await server.asAdmin('POST', path, { body: { amount, priority, expires_at } });
          expect(status).toBe(201);
          ids.push(body.id);
          model.give(one.given, now);
        } else if ('kept' in one) {
          at(now);
          const items = [{ meter: 'exports', amount: one.kept.amount }];
          const { status, body } = await reserve(server, key, {}, { items, expires_in: one.kept.seconds });
          expect(status === 201).toBe(model.keep(one.kept, now));
          tokens.push(...(status === 201 ? [body.reservation_token] : []));
        } else if ('settled' in one) {
          at(now);
          const { index, amount } = one.settled;
          const token = tokens[index % tokens.length];
          if (token !== undefined) {
            const items = [{ meter: 'exports', amount }];
            const { status } = await (amount === null ? release(server, token) : commitItems(server, token, items));
            expect(status < 300).toBe(model.settle(one.settled, now));
          }
        } else if ('voided' in one && ids.length > 0) {
          at(now);
          model.void(one.voided);
          await server.asAdmin('DELETE', `${path}/${ids[one.voided % ids.length]}`);
        }
        const [meter] = (await validate(server, key)).body.meters;
        const { used, left, granted = 0, reserved = 0 } = meter;
        expect({ used, left, granted, reserved }).toEqual({
          reserved: model.reserved(now),
          used: model.used(now),
          left: Math.max(0, Math.max(0, model.left(now)) - model.reserved(now)),
          granted: model.leftOfGrants(now),
        });
      }
      const { items } = (await server.asAdmin('GET', `${path}?limit=100`)).body;
      const own = items.filter(({ source }: { source: string }) => source === 'hand');
      const shown = own.map(({ amount, used }: { amount: number; used: number }) => [amount, used]).toReversed();
      expect(shown).toEqual(model.grants());
    }),
    cases(4),
  );
});
