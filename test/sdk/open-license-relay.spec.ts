import { createHash } from 'node:crypto';
import { KeywardError } from '../../sdk/src';
import { DAY, HOUR, LicensedProgram, reasonOf } from './support/licensed-program';
import { Relay } from './support/relay';
import { json, SigningServer } from './support/signing-server';

let program: LicensedProgram;
let relay: Relay;
beforeEach(() => {
  program = new LicensedProgram();
  relay = new Relay(program.server);
});
afterEach(() => program.end());

it('licenses a program by the answers of a relay, and says which one', async () => {
  relay.answer();
  const license = await program.start();
  expect(license.state).toMatchObject({ kind: 'valid', source: 'server' });
  expect(license.relay).toEqual({ id: relay.id, name: 'Plant 4', until: relay.until });
});

it('names no relay after an answer of the server', async () => {
  expect((await program.start()).relay).toBeNull();
});

it('runs without the relay, also after a restart, until the end of the certificate', async () => {
  program.server.license.offlineDays = 30;
  relay.certify({ days: 2 });
  relay.answer();
  await program.start();
  program.server.isDown = true;
  await program.time.pass(2 * DAY - HOUR);
  const license = await program.restart();
  expect(license.state).toMatchObject({ kind: 'grace', until: relay.until });
  expect(license.relay).toMatchObject({ id: relay.id });
  await program.time.pass(2 * HOUR);
  expect((await program.restart()).state).toMatchObject({ usable: false, reason: 'unreachable' });
});

it('keeps the answer of a relay whose pool was issued long before it began', async () => {
  relay.certify({ iat: program.server.seconds - 30 * 86_400 });
  relay.answer();
  await program.start();
  program.server.isDown = true;
  expect((await program.restart()).state).toMatchObject({ kind: 'valid' });
});

it('asks again at the end of the certificate, where nothing allows to run without the relay', async () => {
  program.server.license.offlineDays = 0;
  program.server.claims = (claims) => ({ ...claims, next_check: program.server.seconds + 30 * 86_400 });
  relay.certify({ days: 1 });
  relay.answer();
  expect((await program.start()).state).toMatchObject({ kind: 'valid', until: relay.until });
});

it('takes no answer of a relay whose certificate has ended, and one under a renewal', async () => {
  relay.certify({ days: 1 });
  relay.answer();
  const license = await program.start();
  await program.time.pass(2 * DAY);
  await license.check();
  expect(license.state.usable).toBe(false);
  expect(license.lastError).toMatchObject({ code: 'RELAY_EXPIRED', isUnreachable: true });
  relay.certify();
  expect(await license.check()).toMatchObject({ kind: 'valid' });
});

it.each<[string, () => Parameters<Relay['certify']>[0]]>([
  ['of another vendor', () => ({ signer: new SigningServer(program.time.trueNow) })],
  ['of another product', () => ({ product: 'viewer' })],
  ['of another license key', () => ({ key_hash: createHash('sha256').update('KEY-2').digest('hex') })],
  ['that does not hold yet', () => ({ nbf: program.server.seconds + 86_400 })],
])('takes no answer under a certificate %s', async (_name, change) => {
  relay.certify(change());
  relay.answer();
  const license = await program.start();
  expect(license.state).toMatchObject({ kind: 'must_connect' });
  expect(license.lastError).toMatchObject({ code: 'RELAY_CHAIN_INVALID' });
  expect(reasonOf(license.lastError)).toBe('relay_chain');
  expect(license.relay).toBeNull();
});

it('says that the chain is not trusted also where the relay shows no keys', async () => {
  relay.certify({ signer: new SigningServer(program.time.trueNow) });
  relay.answer();
  program.server.intercept = (path) => (path.endsWith('jwks.json') ? json({}, 404) : undefined);
  expect((await program.start()).lastError).toMatchObject({ code: 'RELAY_CHAIN_INVALID' });
});

it('follows the vendor to the next key, which certifies the relay', async () => {
  program.server.rotate();
  relay.certify();
  relay.answer();
  expect((await program.start()).state).toMatchObject({ kind: 'valid' });
});

it('drops what a relay signed when the key of its certificate is revoked', async () => {
  relay.answer();
  await program.start();
  program.server.rotate();
  program.server.revoked.push(program.server.keys[0]?.kid ?? '');
  await program.time.pass(2 * DAY);
  expect((await program.restart()).state).toMatchObject({ usable: false, reason: 'no_answer' });
});

it('sets no clock back by that of a relay', async () => {
  program.server.license.offlineDays = 30;
  relay.certify({ days: 3 });
  relay.answer();
  await program.start();
  await program.time.pass(2 * DAY);
  relay.behind = 2 * 86_400;
  const license = await program.restart();
  await license.check();
  await program.time.pass(2 * DAY);
  expect((await license.check()).usable).toBe(false);
  expect(license.lastError).toMatchObject({ code: 'RELAY_EXPIRED' });
});

it('believes usage that a relay signed, for a license key and for a token', async () => {
  const license = await program.start();
  relay.answer();
  const said = { items: [{ meter: 'exports', amount: 1 }], meters: [], reservation: { expires_at: null } };
  program.server.intercept = (path, asked) =>
    path.includes('usage')
      ? json({ reservation_token: 'T', signed: program.server.outcome(asked, 'usage', said) })
      : undefined;
  expect(await license.recordUsage([{ meter: 'exports', amount: 1 }])).toEqual([]);
  relay.certify({ key_hash: '0'.repeat(64) });
  const error = await license.recordUsage([{ meter: 'exports', amount: 1 }]).catch((thrown: unknown) => thrown);
  expect(error instanceof KeywardError && error.code).toBe('RELAY_CHAIN_INVALID');
  await expect(license.commitUsage({ token: 'T' }, [{ meter: 'exports', amount: 1 }])).resolves.toMatchObject({
    meters: [],
  });
});
