import { Conversation } from '../../../src/plugins/relay/pair/conversation';
import { DEVICES, HOLD, LEASE, PairModel, POOL, seeded, TOKENS } from './pair-model';

/** A pair that has met and levelled, without trouble. */
async function met(hasWitness = false): Promise<PairModel> {
  const model = new PairModel(seeded(7), hasWitness);
  model.isCalm = true;
  await Promise.all(model.relays.map((relay) => relay.start()));
  await contacts(model, 30);
  return model;
}

async function contacts(model: PairModel, seconds: number): Promise<void> {
  for (let at = 0; at < seconds; at += 5) {
    await Promise.all(model.relays.map((relay) => model.contact(relay)));
    await model.run(5);
  }
}

const shares = (model: PairModel) => model.relays.map(({ share }) => share);
const serving = (model: PairModel) => model.relays.map((relay) => relay.member?.mayServe(relay.now));

function cutAll(model: PairModel, ...links: string[]): void {
  links.forEach((link) => model.cut.add(link));
}

it('levels free seats when the relays meet, and begins with all at the first one', async () => {
  const model = new PairModel(seeded(7), false);
  await Promise.all(model.relays.map((relay) => relay.start()));
  expect(shares(model)).toEqual([POOL, 0]);
  expect(shares(await met())).toEqual([POOL / 2, POOL / 2]);
});

it('moves free activations to the relay that needs them, each time', async () => {
  const model = await met();
  const [first, second] = model.relays;
  const free = () => model.relays.map(({ stored, devices }) => (stored?.share.activations ?? 0) - devices);
  second.devices = DEVICES / 2;
  await contacts(model, 30);
  expect(Math.min(...free())).toBeGreaterThan(0);
  second.devices = 0;
  first.devices = (first.stored?.share.activations ?? 0) - 1;
  await contacts(model, 30);
  expect(free()[0]).toBeGreaterThan(1);
});

it('gives each relay its own share for ever without a witness, and never more', async () => {
  const model = await met();
  cutAll(model, '0>1', '1>0');
  await contacts(model, 3_600);
  expect(shares(model)).toEqual([POOL / 2, POOL / 2]);
  expect(serving(model)).toEqual([true, true]);
});

it('takes over by an operator after the last session of the partner, and gives seats back when it returns', async () => {
  const model = await met();
  const [first, second] = model.relays;
  expect(await first.member?.takeOver(first.now)).toBe('partner_heard');
  second.member = undefined;
  await contacts(model, LEASE * 1.25);
  expect(await first.member?.takeOver(first.now)).toBeUndefined();
  await contacts(model, HOLD - 10);
  expect(shares(model)).toEqual([POOL / 2, POOL / 2]);
  await contacts(model, 20);
  expect(first.share).toBe(POOL);
  await second.start();
  await contacts(model, 30);
  expect(shares(model)).toEqual([POOL / 2, POOL / 2]);
});

it('refuses the word of an operator at a relay that has never met its partner', async () => {
  const model = new PairModel(seeded(7), false);
  const [, second] = model.relays;
  await second.start();
  await model.run(600);
  expect(await second.member?.takeOver(second.now)).toBe('never_met');
  expect(second.share).toBe(0);
});

it('serves nothing at a relay that is cut from partner and witness, and everything at the other one', async () => {
  const model = await met(true);
  cutAll(model, '0>1', '1>0', '0>w', 'w>0');
  await contacts(model, LEASE + 5);
  expect(serving(model)).toEqual([false, true]);
  await contacts(model, LEASE + HOLD + 10);
  expect(shares(model)[1]).toBe(POOL);
  model.cut.clear();
  await contacts(model, 30);
  expect([shares(model), serving(model)]).toEqual([
    [POOL / 2, POOL / 2],
    [true, true],
  ]);
});

it('takes over from a relay that dies before it has reached the witness again', async () => {
  const model = await met(true);
  const [first, second] = model.relays;
  cutAll(model, '1>w', 'w>1');
  await second.start();
  await contacts(model, 10);
  second.member = undefined;
  await contacts(model, 2 * LEASE + HOLD + 10);
  expect([first.share, serving(model)]).toEqual([POOL, [true, undefined]]);
});

it('serves on at both relays when the witness is away', async () => {
  const model = await met(true);
  cutAll(model, '0>w', 'w>0', '1>w', 'w>1');
  await contacts(model, 600);
  expect([shares(model), serving(model)]).toEqual([
    [POOL / 2, POOL / 2],
    [true, true],
  ]);
});

it('gives a relay whose data were restored what the other one does not have', async () => {
  const model = await met();
  const [first, second] = model.relays;
  const backup = second.stored;
  for (let index = 0; index < POOL / 2; index++) {
    model.startSession(first);
  }
  await contacts(model, 30);
  expect(second.share).toBeLessThan(POOL / 2);
  second.stored = backup;
  await second.start();
  await contacts(model, 30);
  expect(first.share + second.share).toBe(POOL);
});

describe('amounts of a meter', () => {
  const amounts = (model: PairModel) => model.relays.map(({ tokens }) => tokens);

  it('are levelled, and stay with a silent partner whose seats are taken over', async () => {
    const model = await met(true);
    const [first, second] = model.relays;
    expect(amounts(model)).toEqual([TOKENS / 2, TOKENS / 2]);
    second.member = undefined;
    await contacts(model, 2 * LEASE + HOLD + 10);
    expect([first.share, first.tokens]).toEqual([POOL, TOKENS / 2]);
    await second.start();
    await contacts(model, 30);
    expect(amounts(model)).toEqual([TOKENS / 2, TOKENS / 2]);
  });

  it('that were free are not used any more by a relay whose partner knows of more use than its data', async () => {
    const model = await met();
    const [first, second] = model.relays;
    const { stored } = second;
    second.spend(500);
    await contacts(model, 10);
    // Nobody has told the relay that its data are earlier ones.
    [second.stored, second.used] = [stored, 0];
    await second.start();
    await contacts(model, 30);
    expect(second.tokens - second.used).toBeLessThanOrEqual(TOKENS - 500 - first.tokens);
    first.spend(first.tokens);
    second.spend(second.tokens);
    expect(first.spent + second.spent).toBeLessThanOrEqual(TOKENS);
  });
});

describe('messages between two processes', () => {
  it('count once, in their order, and only as answers to this process at first', () => {
    const [one, other] = [new Conversation(), new Conversation()];
    const unasked = one.next(1);
    expect(other.accept(unasked)).toEqual({ isNew: false, sentAt: undefined });
    expect(one.accept(other.next(2))).toEqual({ isNew: true, sentAt: 1 });
    const [early, late] = [one.next(3), one.next(4)];
    expect(other.accept(late)).toEqual({ isNew: true, sentAt: 2 });
    expect(other.accept(early).isNew).toBe(false);
    expect(other.accept(late).isNew).toBe(false);
  });

  describe('of which one is started again', () => {
    const [former, other, next] = [0, 1, 2].map(() => new Conversation()) as [Conversation, Conversation, Conversation];
    const answerOf = (one: Conversation) => {
      one.accept(other.next(1));
      return one.next(2);
    };

    it('count once it has answered a message that was sent since it was heard', () => {
      expect(other.accept(answerOf(former)).isNew).toBe(true);
      const late = answerOf(former);
      expect(other.accept(answerOf(next)).isNew).toBe(false);
      expect(other.accept(answerOf(next)).isNew).toBe(true);
      expect(other.accept(late).isNew).toBe(false);
      expect(other.accept(answerOf(next)).isNew).toBe(true);
    });

    it('go on when a process that ended before it was heard is heard late', () => {
      const between = new Conversation();
      const late = [answerOf(between), answerOf(between)];
      expect(other.accept(answerOf(next)).isNew).toBe(true);
      expect(late.map((one) => other.accept(one).isNew)).toEqual([false, false]);
      expect(other.accept(answerOf(next)).isNew).toBe(true);
    });
  });
});
