import { readOfWitness } from '../../../src/plugins/relay/cli/pair-jws';
import { Conversation } from '../../../src/plugins/relay/pair/conversation';
import type { WitnessAnswer } from '../../../src/plugins/relay/pair/witness-book';
import { Silence } from '../../../src/plugins/relays/witness/silence';
import { claimsIn, endRelay, fileIn, issueRelay, TestRelay } from '../../support/relays';
import { messageToWitness } from '../../support/witness-messages';
import { issued } from '../../testkit/issue';
import { type Answer, TestServer } from '../../testkit/server';

/** Seconds of a lease that ends at once: the witness waits for nothing. */
const NO_LEASE = 0;
const LEASE = 600;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.holdAt('2027-03-01T12:00:00Z');
  await server.emptyTables('licenses');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

/** A relay as it talks to its witness. */
class Talker {
  epoch: { number: number; by: string };
  lease = LEASE;
  private talk = new Conversation();
  readonly key: string;

  constructor(
    private readonly file: string,
    private readonly pair: string,
  ) {
    this.epoch = { number: 0, by: pair };
    this.key = String(claimsIn(fileIn(file).certificate).relay.key.x);
  }

  get id(): string {
    return claimsIn(fileIn(this.file).certificate).relay.id;
  }

  written(told: object = {}): string {
    const { pair, epoch, lease } = this;
    return messageToWitness(this.file, this.talk.next(1), { pair, epoch, lease, ...told });
  }

  /** What the witness answers; null if the message did not count. */
  read({ status, body }: Answer): WitnessAnswer | null {
    expect([status, body.error]).toEqual([200, undefined]);
    const read = readOfWitness(body.message, this.id);
    this.talk.accept(read?.reply.order ?? ({} as never));
    const answer = read?.reply.answer ?? null;
    this.epoch = answer?.grant?.epoch ?? this.epoch;
    return answer;
  }

  async tell(told: object = {}): Promise<WitnessAnswer | null> {
    return this.read(await send(this.written(told)));
  }

  /** The first message of a process counts as an answer alone. */
  async meet(): Promise<void> {
    expect(await this.tell()).toBeNull();
    expect(await this.tell()).toMatchObject({ mayServe: true, grant: null });
  }

  restart(): void {
    this.talk = new Conversation();
  }
}

const send = (message: string): Promise<Answer> => server.call('POST', '/api/v1/relays/witness', { body: { message } });

async function pairOf(): Promise<[Talker, Talker]> {
  const license = await issued(server, { max_sessions: 12, max_activations: null });
  const first = (await issueRelay(server, license, { pool: { sessions: 10 } })).body;
  expect(first.error).toBeUndefined();
  const second = (await issueRelay(server, license, { name: 'Second', pool: undefined, partner_of: first.id })).body;
  return [new Talker(first.file, first.id), new Talker(second.file, first.id)];
}

it('answers relays of a pair, and remembers them over their restarts', async () => {
  const [first, second] = await pairOf();
  await first.meet();
  await second.meet();
  expect(await first.tell()).toMatchObject({ mayServe: true, hearsPartner: true });
  first.restart();
  await first.meet();
});

it('takes a message that was sent twice for nothing new', async () => {
  const [first] = await pairOf();
  await first.meet();
  const message = first.written();
  expect(first.read(await send(message))).not.toBeNull();
  expect(first.read(await send(message))).toBeNull();
});

it('refuses a take-over while it may hear the partner', async () => {
  const [first, second] = await pairOf();
  await first.meet();
  await second.meet();
  expect(await first.tell({ asks: true })).toEqual({ mayServe: true, grant: null, hearsPartner: true });
});

it('grants one of two take-overs that are asked at once, and the other relay serves no more', async () => {
  const pair = await pairOf();
  await Promise.all(
    pair.map(async (relay) => {
      relay.lease = NO_LEASE;
      await relay.meet();
    }),
  );
  const answers = await Promise.all(pair.map((relay) => relay.tell({ asks: true, lease: NO_LEASE })));
  const granted = answers.filter((answer) => answer?.grant?.epoch.number === 1);
  expect(granted.length).toBeGreaterThan(0);
  // Without a lease nobody is heard: the later one takes over from the earlier one, whose right has ended by then.
  const epochs = pair.map(({ epoch }) => epoch.number);
  expect(new Set(epochs).size).toBe(2);
  const newest = Math.max(...epochs);
  const states = await Promise.all(pair.map((relay) => relay.tell({ lease: LEASE })));
  expect(states.map((state) => state?.mayServe)).toEqual(epochs.map((epoch) => epoch === newest));
});

it('answers the same grant again when its first answer was lost', async () => {
  const [first, second] = await pairOf();
  for (const relay of [first, second]) {
    relay.lease = NO_LEASE;
    await relay.meet();
  }
  const lost = await send(first.written({ asks: true }));
  expect(lost.status).toBe(200);
  await second.tell();
  expect((await first.tell({ asks: true, lease: LEASE }))?.grant?.epoch).toEqual({ number: 1, by: first.id });
});

it.each([
  ['no message', () => 'a.b.c'],
  ['a message of a stranger', (first: Talker) => first.written().replace(/.{9}$/, 'AAAAAAAAA')],
  ['what a relay says of another one', (first: Talker, second: Talker) => first.written({ relay: second.id })],
  ['an epoch that no database keeps', (first: Talker) => first.written({ epoch: { number: 1, by: 'a\u0000' } })],
  ['a pair that is not its own', (first: Talker, second: Talker) => first.written({ pair: second.id })],
])('says nothing to %s', async (_name, text) => {
  const [first, second] = await pairOf();
  const { status, body } = await send(text(first, second));
  expect([status, body.error.code]).toEqual([422, 'RELAY_PROOF_INVALID']);
});

it('says nothing to a relay whose pool came back', async () => {
  const license = await issued(server, { max_sessions: 4, max_activations: null });
  const { body } = await issueRelay(server, license);
  const relay = new Talker(body.file, body.id);
  await relay.meet();
  await endRelay(server, body, TestRelay.of(body.file).release());
  expect((await send(relay.written())).status).toBe(422);
});

describe('the silence of a relay', () => {
  const lease = 40;

  it('begins when no other count of its messages was seen, on each node by itself', () => {
    const silence = new Silence();
    expect(silence.isHeard('one', lease, 1_000)).toBe(true);
    silence.note('one', 7, 1_000);
    silence.note('one', 7, 1_049);
    expect([silence.isHeard('one', lease, 1_049), silence.isHeard('one', lease, 1_050)]).toEqual([true, false]);
    silence.note('one', 8, 1_051);
    expect(silence.isHeard('one', lease, 1_100)).toBe(true);
    // A restored database counts less.
    silence.note('one', 3, 1_102);
    expect(silence.isHeard('one', lease, 1_103)).toBe(true);
  });

  it('is waited for again once other relays were too many to remember it', () => {
    const silence = new Silence();
    silence.note('one', 1, 0);
    Array.from({ length: 10_000 }, (_, index) => silence.note(`other-${index}`, 1, 1));
    expect(silence.isHeard('one', lease, 100)).toBe(true);
  });
});
