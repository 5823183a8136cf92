import { KeywardError } from '../../sdk/src';
import { LicensedProgram, reasonOf } from './support/licensed-program';
import { json, refusal, SigningServer } from './support/signing-server';

type Asked = Record<string, unknown>;

const METER = { meter: 'exports', used: 3, limit: 10, left: 7, resets_at: null };
const SAID = { items: [{ meter: 'exports', amount: 3 }], meters: [METER] };

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

/** Answers usage calls. */
async function used(answer: (asked: Asked) => Response | Promise<Response>): Promise<unknown> {
  const license = await program.start();
  program.server.intercept = (path, asked) => (path.endsWith('/usage') ? answer(asked) : undefined);
  return license.recordUsage('exports', 3).catch((error: unknown) => error);
}

const signed = (asked: Asked, said: object = SAID, signer = program.server): string =>
  signer.outcome(asked, 'usage', { ...said });

it('believes what is signed of the use, and nothing beside it', async () => {
  const beside = { meters: [{ ...METER, left: 1000 }] };
  expect(await used((asked) => json({ ...beside, signed: signed(asked) }))).toEqual({
    meter: 'exports',
    used: 3,
    limit: 10,
    left: 7,
    resetsAt: null,
  });
});

it.each<[string, string, (asked: Asked) => string | undefined]>([
  ['is not signed', 'malformed', () => undefined],
  ['another server signed', 'unknown_key', (asked) => signed(asked, SAID, new SigningServer(program.time.trueNow))],
  ['answers another call', 'nonce', (asked) => signed({ ...asked, nonce: 'A'.repeat(22) })],
  ['answers a call of another kind', 'operation', (asked) => program.server.outcome(asked, 'deactivate', SAID)],
  ['is about another license key', 'license_key', (asked) => signed({ ...asked, license_key: 'KEY-2' })],
  ['is about another device', 'device', (asked) => signed({ ...asked, hardware_id: 'other' })],
  [
    'is about other amounts',
    'operation',
    (asked) => signed(asked, { ...SAID, items: [{ meter: 'exports', amount: 1 }] }),
  ],
  ['is a refusal', 'operation', (asked) => signed(asked, { ...SAID, status: 409, code: 'METER_EXHAUSTED' })],
  ['has no amounts', 'operation', (asked) => signed(asked, { meters: SAID.meters })],
])('does not believe an answer that %s', async (_case, reason, sign) => {
  const error = await used((asked) => json({ meters: [METER], signed: sign(asked) }));
  expect(error).toMatchObject({ code: 'INVALID_ANSWER', isUnreachable: true });
  expect(reasonOf(error)).toBe(reason);
});

const refused = (asked: Asked, code = 'METER_EXHAUSTED'): string =>
  program.server.outcome(asked, 'usage', { status: 409, code });
const withSignature = async (jws: string): Promise<Response> => {
  const body: object = await refusal(409, 'METER_EXHAUSTED').json();
  return json({ ...body, signed: jws }, 409);
};

it('says of a refusal whether it is signed', async () => {
  const error = await used((asked) => withSignature(refused(asked)));
  expect(error).toMatchObject({ code: 'METER_EXHAUSTED', isSigned: true });
  const unsigned = await used(() => refusal(409, 'METER_EXHAUSTED'));
  expect(unsigned).toMatchObject({ code: 'METER_EXHAUSTED' });
  expect(unsigned).not.toHaveProperty('isSigned');
  expect(error instanceof KeywardError && JSON.stringify(error)).not.toContain('eyJ');
});

it.each<[string, string, (asked: Asked) => string]>([
  ['is signed by another server', 'unknown_key', (asked) => signed(asked, {}, new SigningServer(program.time.trueNow))],
  ['names another code in its signature', 'operation', (asked) => refused(asked, 'EXPIRED')],
  ['was the refusal of another call', 'nonce', (asked) => refused({ ...asked, nonce: 'A'.repeat(22) })],
])('does not believe a refusal that %s', async (_case, reason, sign) => {
  const error = await used((asked) => withSignature(sign(asked)));
  expect(error).toMatchObject({ code: 'INVALID_ANSWER', isUnreachable: true });
  expect(reasonOf(error)).toBe(reason);
});

it('keeps the license if the answer to a release is not signed', async () => {
  const license = await program.start();
  program.server.intercept = (path) => (path.endsWith('/deactivate') ? json({ success: true }) : undefined);
  await expect(license.release()).rejects.toMatchObject({ code: 'INVALID_ANSWER' });
  expect(license.state.kind).toBe('valid');
});
