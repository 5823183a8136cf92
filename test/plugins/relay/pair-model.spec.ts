import { lived } from './pair-life';
import { DEVICES, HOLD, type ModelRelay, POOL, TOKENS } from './pair-model';
import { IS_DEEP } from '../../testkit/sample';

/** Other ones each day, unless a seed is given. */
const SEED = Number(process.env.SEED ?? Math.floor(Date.now() / 86_400_000));
const DEATHS = IS_DEEP ? 500 : 6;
const HOURS = IS_DEEP ? 12 : 6;

describe.each([
  ['with a witness', true],
  ['without a witness', false],
])('a pair of relays %s', (_name, hasWitness) => {
  it.each(Array.from({ length: IS_DEEP ? 6 : 1 }, (_, index) => index))(
    `never gives more seats than the pool, whatever is cut, late or killed, and loses none (seed ${SEED} + %i)`,
    async (index) => {
      const model = await lived(SEED + index, hasWitness, { hours: HOURS });
      expect(model.problems).toEqual([]);
      const [first, second] = model.relays;
      expect(first.share + second.share + between(first, second) + between(second, first)).toBe(POOL);
      const activations = (relay: ModelRelay) => relay.stored?.share.activations ?? 0;
      const moving = betweenOf('activations', first, second) + betweenOf('activations', second, first);
      expect(activations(first) + activations(second) + moving).toBe(DEVICES);
      expect(model.counts.activated).toBeGreaterThan(100);
      expect(first.tokens + second.tokens + givenBetween(first, second) + givenBetween(second, first)).toBe(TOKENS);
      expect(model.counts.spent).toBeGreaterThan(TOKENS / 2);
      expect(model.relays.map((relay) => relay.member?.mayServe(relay.now))).toEqual([true, true]);
      expect(model.counts.started).toBeGreaterThan(1_000);
      expect(model.counts.takenOver > 0).toBe(hasWitness);
    },
  );
});

it.each(Array.from({ length: IS_DEEP ? 4 : 2 }, (_, index) => index))(
  `take together never more of a meter than the pool has, also when data of relays are restored (seed ${SEED} + %i)`,
  async (index) => {
    const { problems, counts } = await lived(SEED + index, index % 2 === 0, { hours: 12, restores: true });
    expect(problems.filter((one) => one.includes('tokens'))).toEqual([]);
    expect(counts.restored).toBeGreaterThan(0);
  },
);

it('take over the seats of a partner that died within the time that the page shows', async () => {
  const waits: number[] = [];
  const shown: number[] = [];
  for (let death = 0; death < DEATHS; death++) {
    const model = await lived(SEED + death, true, { hours: 0.1 });
    const [survivor, dead] = death % 2 === 0 ? model.relays : [model.relays[1], model.relays[0]];
    await model.run(model.random() * HOLD);
    shown.push(survivor.member?.longestWait ?? 0);
    dead.member = undefined;
    const diedAt = survivor.now;
    while (!survivor.stored?.takeOver?.isDone && survivor.now < diedAt + 10 * HOLD) {
      await model.run(1);
    }
    waits.push(survivor.now - diedAt);
    expect(survivor.share).toBe(POOL - (survivor.stored?.takeOver?.borrowed.count ?? 0));
  }
  expect(Math.min(...waits)).toBeGreaterThan(HOLD);
  expect(waits.filter((wait, death) => wait > (shown[death] ?? 0) + 1)).toEqual([]);
});

/** Tokens that one has given and the other has not received. */
function givenBetween({ stored: from }: ModelRelay, { stored: to }: ModelRelay): number {
  return (from?.meters.parts.tokens?.given ?? 0) - (to?.meters.parts.tokens?.taken ?? 0);
}

const between = (from: ModelRelay, to: ModelRelay) => betweenOf('sessions', from, to);

/** What one has sent and the other has not received. */
function betweenOf(kind: 'sessions' | 'activations', { stored: from }: ModelRelay, { stored: to }: ModelRelay): number {
  return from?.pending && from.sent > (to?.received ?? 0) ? from.pending[kind] : 0;
}
