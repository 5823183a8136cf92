import { isNewer } from '../../sdk/src/license/version-order';
import { LicensedProgram, reasonOf } from './support/licensed-program';
import { html, SigningServer } from './support/signing-server';

const FILE = { type: 'main', name: 'program.zip', size: 1000, sha256: 'a'.repeat(64) };
const CLAIMS = {
  iss: 'keyward',
  iat: 1,
  product: 'my-program',
  version: '1.10.0',
  channel: 'stable',
  released_at: '2030-01-01',
  files: [FILE],
};

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

/** Offers an update. */
function offer(claims: object = {}, reply: object = {}, signer = program.server): unknown[] {
  const asked: unknown[] = [];
  const manifest = signer.sign('keyward-update+jws', { ...CLAIMS, ...claims });
  program.server.intercept = (path, body) => {
    if (!path.endsWith('/updates/check')) {
      return undefined;
    }
    asked.push(body);
    const files = [{ ...FILE, sha256: 'b'.repeat(64), url: 'https://example.com/program.zip' }];
    const news = { version: '9.9.9', is_mandatory: true, changelog: 'News' };
    const answer = { available: true, ...news, files, manifest, ...reply };
    return program.server.update(body, answer, { ...CLAIMS, ...claims }.version);
  };
  return asked;
}

it('finds a newer version, and believes what is signed of it', async () => {
  const license = await program.start({ channel: 'beta' });
  const asked = offer();
  await expect(license.checkForUpdate('1.9.0')).resolves.toEqual({
    isAvailable: true,
    version: '1.10.0',
    channel: 'stable',
    releasedAt: new Date('2030-01-01'),
    files: [{ ...FILE, url: 'https://example.com/program.zip' }],
    manifest: expect.stringMatching(/^ey/),
    isMandatory: true,
    summary: null,
    changelog: 'News',
  });
  const call = { product: 'my-program', license_key: 'KEY-1', hardware_id: 'desk', current_version: '1.9.0' };
  expect(asked).toEqual([{ ...call, channel: 'beta', nonce: expect.any(String) }]);
});

it('tells of a version that the license may not have, and downloads nothing of it', async () => {
  const license = await program.start();
  const out_of_reach = { version: '2.0.0', reason: 'UPDATES_ENDED', channel: 'stable', summary: 'Layers' };
  offer({}, { available: false, manifest: null, out_of_reach });
  const update = await license.checkForUpdate('1.9.0');
  expect(update).toEqual({ isAvailable: false, ...out_of_reach });
  expect(await license.checkForUpdate('2.0.0')).toBeNull();
  const download = async (): Promise<unknown> => update && license.downloadUpdate(update);
  await expect(download()).rejects.toMatchObject({ code: 'DOWNLOAD_NOT_ALLOWED' });
});

it.each([
  ['there is none', { available: false }],
  ['this program may not have it', { manifest: null }],
])('finds nothing if %s', async (_, reply) => {
  const license = await program.start();
  offer({}, reply);
  await expect(license.checkForUpdate('1.9.0')).resolves.toBeNull();
});

it.each<[string, string, () => unknown, string?]>([
  ['of another product', 'product', () => offer({ product: 'other' })],
  ['that is older', 'version', () => offer({ version: '1.8.0' }), 'UPDATE_NOT_NEWER'],
  ['that is this version', 'version', () => offer({ version: '1.9.0' }), 'UPDATE_NOT_NEWER'],
  ['of another server', 'unknown_key', () => offer({}, {}, new SigningServer(program.time.trueNow))],
  ['without a version', 'malformed', () => offer({ version: undefined })],
  ['whose files have no sum', 'malformed', () => offer({ files: [{ ...FILE, sha256: null }] })],
  ['that is not signed', 'malformed', () => offer({}, { manifest: 'manifest' })],
])('refuses an update %s', async (_, reason, make, code = 'INVALID_ANSWER') => {
  const license = await program.start();
  make();
  const error: unknown = await license.checkForUpdate('1.9.0').catch((refused: unknown) => refused);
  expect(error).toMatchObject({ code, isUnreachable: true });
  expect(reasonOf(error)).toBe(reason);
});

it('rejects if nobody answers', async () => {
  const license = await program.start();
  program.server.intercept = () => html(502);
  await expect(license.checkForUpdate('1.9.0')).rejects.toMatchObject({ isUnreachable: true });
});

it.each([
  ['1.10.0', '1.9.0'],
  ['2', '1.9.9'],
  ['v1.0.1', '1.0.0'],
  ['1.0.0', '1.0.0-rc.1'],
  ['1.0.0-rc.1', '1.0.0-beta.11'],
  ['1.0.0-beta.11', '1.0.0-beta.2'],
  ['1.0.0-beta.2', '1.0.0-beta'],
  ['1.0.0-alpha.beta', '1.0.0-alpha.1'],
])('%s is newer than %s', (newer, older) => {
  expect([isNewer(newer, older), isNewer(older, newer)]).toEqual([true, false]);
});

it.each([
  ['1.0', '1.0.0'],
  ['1.0.0+build.1', '1.0.0+build.2'],
])('%s is as old as %s', (one, other) => {
  expect([isNewer(one, other), isNewer(other, one)]).toEqual([false, false]);
});
