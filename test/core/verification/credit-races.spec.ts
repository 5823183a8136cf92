import { commit, credited, release, reserve, useFeatures } from '../../support/credits';
import { validate } from '../../testkit/issue';
import { IS_DEEP, SEED } from '../../testkit/sample';
import { TestServer } from '../../testkit/server';

/** Operations on one balance. */
const OPERATIONS = IS_DEEP ? 100_000 : 150;
/** Programs that call at the same time. */
const PROGRAMS = 16;
const CENT = 1_000_000;

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterEach(() => [server, other].forEach(({ clock }) => clock.reset()));
afterAll(async () => {
  await other.stop();
  await server.stop();
});

interface Counts {
  /** In millionths. */
  taken: number;
  calls: number;
  readonly statuses: Map<string, number>;
}

/** Numbers that look random and are given again by the seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it(
  'takes exactly what draws, reservations, commits, releases and ends of two nodes leave',
  async () => {
    const now = new Date('2031-01-01T00:00:00Z');
    const holdAt = (seconds: number) =>
      [server, other].forEach(({ clock }) => clock.holdAt(new Date(now.getTime() + seconds * 1_000).toISOString()));
    holdAt(0);
    // Less than what is asked for, so that the balance runs out.
    const limit = `${Math.floor(OPERATIONS / 10)}.000007`;
    const { key } = await credited(server, { limit }, { image: '0.3', chat: '0.100001' });
    const counts: Counts = { taken: 0, calls: 0, statuses: new Map() };
    const count = (call: string, status: number): void => {
      counts.calls += 1;
      counts.statuses.set(`${call} ${status}`, (counts.statuses.get(`${call} ${status}`) ?? 0) + 1);
    };
    const program = async (index: number): Promise<void> => {
      const below = numbers(SEED + index);
      const node = index % 2 ? other : server;
      while (counts.calls < OPERATIONS) {
        const [images, chats] = [below(3), 1 + below(3)];
        const cost = images * 300_000 + chats * 100_001;
        const uses = { ...(images > 0 && { image: images }), chat: chats };
        if (below(2) === 0) {
          const { status } = await useFeatures(node, key, uses);
          count('use', status);
          counts.taken += status === 200 ? cost : 0;
          continue;
        }
        const { status, body } = await reserve(node, key, uses, { expires_in: 1 + below(30) });
        count('reserve', status);
        if (status !== 201) {
          continue;
        }
        const token = body.reservation_token;
        const way = below(4);
        if (way === 0) {
          count('release', (await release(node, token)).status);
        } else if (way === 1) {
          const answer = await commit(node, token, { chat: 1 });
          count('commit', answer.status);
          counts.taken += answer.status === 200 ? 100_001 : 0;
        } else if (way === 2) {
          const answers = await Promise.all([commit(node, token), commit(index % 3 ? server : other, token)]);
          answers.forEach(({ status }) => count('commit', status));
          counts.taken += answers.some(({ status }) => status === 200) ? cost : 0;
        }
        // Else it ends by itself.
        if (below(20) === 0) {
          holdAt(counts.calls / 20);
        }
      }
    };
    await Promise.all(Array.from({ length: PROGRAMS }, (_, index) => program(index)));
    holdAt(OPERATIONS);
    const [balance] = (await validate(server, key)).body.credits;
    expect(Number(balance.used) * CENT).toBeCloseTo(counts.taken, 0);
    expect(Math.round(Number(balance.left) * CENT)).toBe(Math.round(Number(limit) * CENT) - counts.taken);
    expect(balance).not.toHaveProperty('reserved');
    const known = ['use 200', 'use 409', 'reserve 201', 'reserve 409', 'release 204', 'commit 200', 'commit 409'];
    expect([...counts.statuses.keys()].filter((status) => !known.includes(status))).toEqual([]);
    const [{ used, granted }] = await server.dataSource.query(
      `SELECT b.used, b.granted FROM meter_balances b JOIN licenses l ON l.id = b.license_id WHERE l.key = $1`,
      [key],
    );
    expect([Number(used), Number(granted)]).toEqual([counts.taken, 0]);
  },
  IS_DEEP ? 1_800_000 : undefined,
);
