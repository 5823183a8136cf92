import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { until } from '../testkit/until';
import { Link } from './link';
import { Program } from './program';
import { RelayPairProcesses } from './relay-pairs';

const POOL = 4;
const LEASE = 3;
const PATIENT = { pauseMs: 500 };

let vendor: Link;
let pair: RelayPairProcesses;
let databaseUrl: string;

beforeAll(() => Program.build());
beforeAll(async () => {
  databaseUrl = await freshDatabase('witness');
  vendor = await Link.open();
  pair = await RelayPairProcesses.open(LEASE);
});
afterAll(async () => {
  vendor.close();
  await pair.close();
});

/** A node of the vendor's server, to which the relays come from now on. */
async function startNode(): Promise<Program> {
  const node = await Program.start({ DATABASE_URL: databaseUrl, PUBLIC_URL: vendor.url });
  vendor.leadTo(node.url);
  return node;
}

/** Issues a license and a pair of relays. @returns the license key */
async function issue(node: Program): Promise<string> {
  const admin = await node.logIn(ADMIN_PASSWORD);
  const created = async (path: string, body: object) => {
    const answer = await node.call('POST', path, body, admin);
    expect([answer.status, answer.body.error]).toEqual([201, undefined]);
    return answer.body;
  };
  const license = await created('/api/v1/licenses', {
    product: 'v2-default',
    max_sessions: POOL,
    max_activations: null,
    policy_overrides: { session_lease: 30 },
  });
  const path = `/api/v1/licenses/${license.id}/relays`;
  const expires_at = new Date(Date.now() + 86_400_000).toISOString();
  const first = await created(path, { name: 'First', pool: { sessions: POOL }, expires_at });
  const second = await created(path, { name: 'Second', partner_of: first.id, expires_at });
  pair.save('first', first.file);
  pair.save('second', second.file);
  return license.key;
}

/** The sessions that were given: devices and tokens. */
async function starts(
  relay: Program,
  license_key: string,
  devices: readonly string[],
): Promise<(readonly [string, string])[]> {
  const answers = await Promise.all(
    devices.map(async (hardware_id) => {
      await relay.call('POST', '/api/v1/activate', { license_key, hardware_id });
      const answer = await relay.call('POST', '/api/v1/license-sessions', { license_key, hardware_id });
      return { hardware_id, ...answer };
    }),
  );
  expect(answers.every(({ status }) => [201, 409, 503].includes(status))).toBe(true);
  return answers.flatMap(({ status, hardware_id, body: { session_token } }) =>
    status === 201 ? [[hardware_id, String(session_token)] as const] : [],
  );
}

const beats = (relay: Program, sessions: ReadonlyMap<string, string>) =>
  Promise.all(
    Array.from(sessions.values(), (session_token) =>
      relay.call('POST', '/api/v1/license-sessions/heartbeat', { session_token }),
    ),
  );

const DEVICES = ['two', 'three', 'four', 'five'];

it("takes over by the word of the vendor's server, whichever node of it answers", async () => {
  const node = await startNode();
  const key = await issue(node);
  const witness = { witness: 'vendor' };
  const [first, second] = await Promise.all([pair.startRelay('first', witness), pair.startRelay('second', witness)]);
  await until('both have met', async () => (await starts(second, key, ['one'])).length === 1, PATIENT);
  await until('both know the witness of each other', () => pair.isReadyToTakeOver('first'), PATIENT);
  await second.end('SIGKILL');
  await startNode();
  await node.end('SIGKILL');
  const held = new Map<string, string>();
  await until(
    'the first relay has the whole pool',
    async () => {
      // Which of them get the first seats is luck.
      const waiting = DEVICES.filter((device) => !held.has(device));
      (await starts(first, key, waiting)).forEach(([device, token]) => held.set(device, token));
      await beats(first, held);
      return held.size === POOL;
    },
    PATIENT,
  );
  expect((await beats(first, held)).map(({ status }) => status)).toEqual(DEVICES.map(() => 200));
  expect(await starts(first, key, ['six'])).toEqual([]);
});
