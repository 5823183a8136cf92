import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import fc from 'fast-check';
import { offlineRequest, randomNonce, readLicenseFile, TrustedKeys, UntrustedError } from '../../sdk/src/signed';
import { base64url as encode, fromBase64url } from '../../sdk/src/signed/bytes';
import { fixedKey, fixedPoint, signAs } from '../vectors/signing';
import { publicJwk } from '../../src/core/platform/signing-keys/signing-key-pair';
import { keyRotation, licenseFiles, verdicts } from '../vectors/vectors';
import { cases } from '../testkit/sample';

const VERDICT = 'keyward-verdict+jws';
const [first, second] = [fixedKey('first'), fixedKey('second')];
const point = fixedPoint('point');
const ofPoint = publicJwk(point);

it.each([
  ['the raw key', [first.publicKey]],
  ['a JWK', [{ kty: 'OKP', crv: 'Ed25519', x: first.publicKey }]],
  ['a JWK set', { keys: [{ kty: 'OKP', crv: 'Ed25519', x: first.publicKey, kid: first.kid }] }],
  ['one of several', [second.publicKey, first.publicKey]],
])('trusts a pinned key given as %s', async (_name, pinned) => {
  expect(await new TrustedKeys(pinned).verify(signAs(first, VERDICT, { a: 1 }), VERDICT)).toEqual({ a: 1 });
});

it.each([
  ['the raw key', [point.publicKey]],
  ['a JWK', [ofPoint]],
  ['a JWK of a set of both kinds', { keys: [{ kty: 'OKP', crv: 'Ed25519', x: first.publicKey }, ofPoint] }],
])('trusts a pinned key of ES256 given as %s', async (_name, pinned) => {
  expect(await new TrustedKeys(pinned).verify(signAs(point, VERDICT, { a: 1 }), VERDICT)).toEqual({ a: 1 });
});

it('trusts nothing that a point signed that is not on the curve', async () => {
  const point = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]).toString('base64url');
  const kid = createHash('sha256').update(Buffer.from(point, 'base64url')).digest('base64url').slice(0, 8);
  const verified = new TrustedKeys([point]).verify(signAs({ ...fixedPoint('point'), kid }, VERDICT, {}), VERDICT);
  await expect(verified).rejects.toMatchObject({ reason: 'signature' });
});

it.each([
  ['none', []],
  ['an empty text', ['']],
  ['a short key', ['AAAA']],
  ['a key of another curve', [{ kty: 'OKP', crv: 'X25519', x: first.publicKey }]],
  ['a set without keys', { keys: [] }],
  ['a compressed point', [Buffer.concat([Buffer.of(2), Buffer.alloc(32, 1)]).toString('base64url')]],
  ['a point with another first byte', [Buffer.alloc(65, 1).toString('base64url')]],
  ['a point without y', [{ ...ofPoint, y: undefined }]],
  ['a point of another curve', [{ ...ofPoint, crv: 'P-384' }]],
  ['a point whose x is short', [{ ...ofPoint, x: 'AAAA' }]],
])('refuses to pin %s', (_name, pinned) => {
  expect(() => new TrustedKeys(pinned)).toThrow(TypeError);
});

it('verifies while it learns, in the order of the calls', async () => {
  const [revocation] = keyRotation().cases[2]?.learn ?? [];
  const keys = new TrustedKeys([first.publicKey]);
  const jws = signAs(first, VERDICT, {});
  const before = keys.verify(jws, VERDICT);
  const learned = keys.learn(revocation);
  const after = keys.verify(jws, VERDICT);
  await expect(before).resolves.toEqual({});
  await expect(learned).resolves.toBe(true);
  await expect(after).rejects.toMatchObject({ name: 'UntrustedError', reason: 'revoked_key' });
});

it('gets nothing from a state that was edited', async () => {
  const { cases } = keyRotation();
  const learned = new TrustedKeys([first.publicKey]);
  await learned.learn(cases[1]?.learn[0]);
  const [proof = ''] = learned.state.proofs;
  for (const proofs of [
    [`${proof.slice(0, -2)}AA`],
    [signAs(second, 'keyward-endorsement+jws', { kid: second.kid, x: second.publicKey })],
    [null],
    'none',
  ]) {
    const keys = new TrustedKeys([first.publicKey], JSON.parse(JSON.stringify({ proofs })));
    const verified = keys.verify(signAs(second, VERDICT, {}), VERDICT);
    await expect(verified).rejects.toMatchObject({ reason: 'unknown_key' });
    expect(keys.state).toEqual({ proofs: [] });
  }
});

it.each([
  ['with white space and quotation marks', (x: string) => ` "${x}"\r\n`],
  ['with a byte-order mark', (x: string) => `\ufeff${x}`],
  ['with padding', (x: string) => `${x}=`],
  ['in base64', (x: string) => Buffer.from(x, 'base64url').toString('base64')],
  ['broken into lines', (x: string) => x.replace(/(.{20})/, '$1\n> ')],
])('pins a public key that was pasted %s', async (_, paste) => {
  const keys = new TrustedKeys([paste(first.publicKey)]);
  await expect(keys.verify(signAs(first, VERDICT, {}), VERDICT)).resolves.toEqual({});
});

it('does not read what is too long', async () => {
  const keys = new TrustedKeys([first.publicKey]);
  const jws = signAs(first, VERDICT, { text: 'x'.repeat(49_200) });
  await expect(keys.verify(jws, VERDICT)).rejects.toMatchObject({ reason: 'malformed' });
  const file = `-----BEGIN KEYWARD LICENSE FILE-----\n${'A'.repeat(131_072)}\n-----END KEYWARD LICENSE FILE-----`;
  const secrets = { licenseKey: 'key', fingerprint: 'f' };
  await expect(readLicenseFile(file, keys, secrets)).rejects.toMatchObject({ reason: 'malformed' });
});

it('refuses what is no text', async () => {
  const keys = new TrustedKeys([first.publicKey]);
  for (const nothing of [undefined, null, 1, {}, []]) {
    const text = nothing as never;
    await expect(keys.verify(text, VERDICT)).rejects.toBeInstanceOf(UntrustedError);
    await expect(readLicenseFile(text, keys, { licenseKey: 'key', fingerprint: 'f' })).rejects.toMatchObject({
      reason: 'malformed',
    });
    expect(await keys.learn(nothing)).toBe(false);
  }
});

it('makes nonces that the server takes', () => {
  expect(randomNonce()).toMatch(/^[A-Za-z0-9_-]{32}$/);
  expect(randomNonce(16)).toMatch(/^[A-Za-z0-9_-]{16}$/);
  expect(new Set(Array.from({ length: 100 }, () => randomNonce(16))).size).toBe(100);
});

it.each([
  ['no fingerprint', '', 'a'.repeat(16)],
  ['a fingerprint of 87 characters', 'f'.repeat(87), 'a'.repeat(16)],
  ['a short nonce', 'f', 'a'.repeat(15)],
  ['a nonce of other characters', 'f', `${'a'.repeat(15)}=`],
])('makes no air-gap request with %s', async (_name, fingerprint, nonce) => {
  await expect(offlineRequest({ licenseKey: 'key', fingerprint, nonce })).rejects.toThrow(TypeError);
});

it('encodes bytes in base64url as Node does, and decodes only that', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      const text = Buffer.from(bytes).toString('base64url');
      expect(encode(bytes)).toBe(text);
      expect(fromBase64url(text)).toEqual(new Uint8Array(bytes));
    }),
    cases(),
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const decoded = fromBase64url(text);
      expect(decoded === undefined || encode(decoded) === text).toBe(true);
    }),
    cases(),
  );
});

it('reads nothing else from a file with a changed bit', async () => {
  const { cases: files, pinned } = await licenseFiles();
  const keys = new TrustedKeys(pinned);
  for (const { file, device } of files.slice(0, 4)) {
    const secrets = { licenseKey: device.license_key, fingerprint: device.fingerprint };
    const claims = await readLicenseFile(file, keys, secrets);
    const bytes = Buffer.from(file);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), async (index, bit) => {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ (1 << bit);
        // Around the base64, nothing counts.
        const read = await readLicenseFile(changed.toString('latin1'), keys, secrets).catch((error: unknown) => error);
        expect(read instanceof UntrustedError || JSON.stringify(read) === JSON.stringify(claims)).toBe(true);
      }),
      cases(50),
    );
  }
});

describe('where WebCrypto has no Ed25519', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyward-signed-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('the built package verifies the same', async () => {
    const entryPoints = [join(__dirname, '../../sdk/src/signed/index.ts')];
    const options = { bundle: true, splitting: true, minify: true, format: 'esm', platform: 'neutral' } as const;
    const { metafile } = await build({
      ...options,
      entryPoints,
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      metafile: true,
    });
    const { cases, pinned } = verdicts();
    const program = `
      import { TrustedKeys } from './index.mjs';
      const { importKey } = crypto.subtle;
      crypto.subtle.importKey = function (format, key, algorithm, ...rest) {
        if (algorithm === 'Ed25519') throw new DOMException('Unrecognized name', 'NotSupportedError');
        return importKey.call(this, format, key, algorithm, ...rest);
      };
      const keys = new TrustedKeys(${JSON.stringify(pinned)});
      const read = (jws) => keys.verify(jws, ${JSON.stringify(VERDICT)}).then(() => 'claims', ({ reason }) => reason);
      const outcomes = await Promise.all(${JSON.stringify(cases.map(({ jws }) => jws))}.map(read));
      console.log(JSON.stringify(outcomes));
    `;
    await writeFile(join(folder, 'program.mjs'), program);
    const { stdout } = await promisify(execFile)(process.execPath, [join(folder, 'program.mjs')]);
    expect(JSON.parse(stdout)).toEqual(cases.map((vector) => ('error' in vector ? vector.error : 'claims')));

    const main = Object.entries(metafile.outputs).find(([path]) => path.endsWith('index.mjs'));
    expect(main?.[1].bytes).toBeLessThan(9_000);
    expect(Object.keys(main?.[1].inputs ?? {}).filter((path) => path.includes('noble'))).toEqual([]);
  });
});
