import { type LicenseOptions, openLicense } from '../../../sdk/src/license/open-license';
import { KeywardError } from '../../../sdk/src/keyward-error';
import type { ProgramLicense } from '../../../sdk/src/license/program-license';
import { memoryStore } from '../../../sdk/src/license/store';
import { DAY } from '../../../src/core/common/calendar';
import { Simulator } from '../../../src/plugins/cli/simulate/simulator';
import type { TroubleName } from '../../../src/plugins/cli/simulate/troubles';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let simulator: Simulator;
let license: ProgramLicense;
const calls: string[] = [];
const VALID = { kind: 'valid', reason: null, error: null };

beforeAll(async () => {
  server = await TestServer.shared();
  const onCall = (line: string): void => void calls.push(line);
  simulator = await Simulator.start({ server: await server.listen(), port: 0, now: () => server.clock.now(), onCall });
});
beforeEach(async () => {
  simulator.trouble = 'none';
  license = await open();
  const { key } = await issued(server, { policy_overrides: { offline_days: 7 } });
  await license.activate(key);
});
afterEach(() => license.close());
afterAll(async () => {
  await simulator.stop();
  await server.stop();
});

function open(options: Partial<LicenseOptions> = {}): Promise<ProgramLicense> {
  return openLicense({
    baseUrl: simulator.url,
    product: 'v2-default',
    keys: [simulator.publicKey],
    store: memoryStore(),
    device: 'desk',
    now: () => server.clock.now().getTime(),
    retries: 0,
    ...options,
  });
}

async function checked(trouble: TroubleName): Promise<object> {
  simulator.trouble = trouble;
  await license.check();
  const { state, lastError } = license;
  const reason = 'reason' in state ? state.reason : null;
  return { kind: state.kind, reason, error: lastError instanceof KeywardError ? lastError.code : null };
}

it('signs what the server signed with the key that the program pins', async () => {
  expect(license.state).toMatchObject({ kind: 'valid' });
  expect(calls).toContain('POST /api/v1/activate: 201 (none)');
  const { body } = await server.call('GET', '/.well-known/jwks.json');
  const other = await open({ keys: body.keys.map(({ x }: { x: string }) => x) });
  const { key } = await issued(server);
  for (const typed of ['ANY', key]) {
    await expect(other.activate(typed)).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
  }
  await other.close();
});

it.each<[TroubleName, string]>([
  ['down', 'NETWORK_ERROR'],
  ['captive-portal', 'INVALID_ANSWER'],
  ['rate-limited', 'RATE_LIMIT_EXCEEDED'],
  ['forged-yes', 'INVALID_ANSWER'],
])('does not stop a licensed program by %s, which is the error %s', async (trouble, error) => {
  expect(await checked(trouble)).toMatchObject({ kind: 'valid', error });
  expect(await checked('none')).toEqual(VALID);
});

it('revokes a license, and takes it back', async () => {
  expect(await checked('revoked')).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
  const other = await open();
  await expect(other.activate('ANY')).rejects.toMatchObject({ code: 'REVOKED' });
  await other.close();
  expect(await checked('none')).toMatchObject({ kind: 'valid' });
});

it('says that a license expires tomorrow', async () => {
  const tomorrow = server.clock.now().getTime() + DAY;
  expect(await checked('expires-tomorrow')).toMatchObject({ kind: 'valid' });
  expect(license.state.expiresAt?.getTime()).toBeGreaterThan(tomorrow - 10_000);
  expect(license.state.expiresAt?.getTime()).toBeLessThanOrEqual(tomorrow + 10_000);
});

it('is a server whose clock is ahead', async () => {
  expect(await checked('clock-ahead')).toEqual(VALID);
  expect(await checked('none')).toMatchObject({ kind: 'valid', error: 'INVALID_ANSWER' });
});

it('forwards a refusal, and says when the server is away', async () => {
  await expect(license.activate('UNKNOWN')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const alone = await Simulator.start({ server: 'http://127.0.0.1:9', port: 0, now: () => new Date() });
  const answer = await fetch(`${alone.url}/api/v1/validate`, { method: 'POST' });
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('http://127.0.0.1:9')]);
  await alone.stop();
});
