import fc from 'fast-check';
import type { ValidationResult } from '../../../sdk/src/generated/native';
import { setTerms, metered, use } from '../../support/meters';
import { validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { cases } from '../../testkit/sample';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const HOUR = 3_600_000;
const START = Date.parse('2031-01-30T22:30:00Z');

interface Terms {
  limit: number | null;
  period: 'none' | 'hour' | 'day' | 'month';
  overage_percent: number | null;
}

type Step = { amounts: Record<string, number> } | { hours: number } | { terms: Terms };

const METERS = ['exports', 'pages'];
const terms: fc.Arbitrary<Terms> = fc.record({
  limit: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
  period: fc.constantFrom('none', 'hour', 'day', 'month'),
  overage_percent: fc.option(fc.constantFrom(0, 10, 50), { nil: null }),
});
const amount = fc.integer({ min: -6, max: 9 }).filter((value) => value !== 0);
const amounts = fc.dictionary(fc.constantFrom(...METERS), amount, { minKeys: 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ amounts }) },
  { weight: 2, arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ terms }) },
);

/** What the meters promise, without a database: the use of each meter by the beginning of its periods. */
class Model {
  private readonly used = new Map<string, number>();
  private readonly total = new Map<string, number>();

  constructor(public terms: Terms) {}

  use(given: Record<string, number>, now: number): boolean {
    const fits = Object.entries(given).every(([meter, value]) => {
      const after = this.usedOf(meter, now) + value;
      return value < 0 ? after >= 0 : after <= this.capacity;
    });
    for (const [meter, value] of fits ? Object.entries(given) : []) {
      const key = this.keyOf(meter, now);
      this.used.set(key, this.usedOf(meter, now) + value);
      this.total.set(key, (this.total.get(key) ?? 0) + Math.max(0, value));
    }
    return fits;
  }

  meters(now: number) {
    return METERS.map((meter) => ({
      meter,
      used: this.usedOf(meter, now),
      total: this.total.get(this.keyOf(meter, now)) ?? 0,
      limit: this.terms.limit,
      left: this.capacity === Infinity ? null : Math.max(0, this.capacity - this.usedOf(meter, now)),
    }));
  }

  private usedOf(meter: string, now: number): number {
    return this.used.get(this.keyOf(meter, now)) ?? 0;
  }

  private get capacity(): number {
    const { limit, overage_percent } = this.terms;
    return limit === null || overage_percent === null ? Infinity : limit + Math.floor((limit * overage_percent) / 100);
  }

  /** Periods that begin at the same time are one. */
  private keyOf(meter: string, now: number): string {
    const time = new Date(now).toISOString();
    const starts = {
      none: 'ever',
      hour: `${time.slice(0, 13)}:00`,
      day: `${time.slice(0, 10)}T00:00`,
      month: `${time.slice(0, 7)}-01T00:00`,
    };
    return `${meter} ${starts[this.terms.period]}`;
  }
}

it('agrees with a model in any sequence of uses, returns, resets and changes of the limit', async () => {
  await fc.assert(
    fc.asyncProperty(terms, fc.array(step, { minLength: 5, maxLength: 25 }), async (first, steps) => {
      let now = START;
      const at = (time: number) => server.clock.holdAt(new Date(time).toISOString());
      at(now);
      const all = (given: Terms) => Object.fromEntries(METERS.map((meter) => [meter, given]));
      const license = await metered(server, all(first));
      const { key } = license;
      const model = new Model(first);
      for (const given of steps) {
        if ('amounts' in given) {
          const { status } = await use(server, key, given.amounts);
          expect(status === 200).toBe(model.use(given.amounts, now));
        } else if ('hours' in given) {
          now += given.hours * HOUR;
          at(now);
        } else {
          model.terms = given.terms;
          await setTerms(server, license, all(given.terms));
        }
        const { meters = [] }: ValidationResult = (await validate(server, key)).body;
        const shown = meters.map(({ resets_at: _, ...meter }) => meter);
        expect(shown).toEqual(model.meters(now));
      }
    }),
    cases(4),
  );
});
