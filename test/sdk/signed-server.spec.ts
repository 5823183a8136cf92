import { offlineRequest, randomNonce, readLicenseFile, releaseCode, TrustedKeys } from '../../sdk/src/signed';
import { issued, validate } from '../testkit/issue';
import { TestServer } from '../testkit/server';

const VERDICT = 'keyward-verdict+jws';
const FINGERPRINT = 'fp'.repeat(43);

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const publishedKeys = async () => (await server.call('GET', '/.well-known/jwks.json')).body;
const rotate = async () => (await server.asAdmin('POST', '/api/v1/signing-keys')).status;
const revoke = async (kid: string) => (await server.asAdmin('POST', `/api/v1/signing-keys/${kid}/revoke`)).status;

async function signedAnswer(): Promise<string> {
  const { key } = await issued(server);
  return (await validate(server, key, undefined, { nonce: randomNonce() })).body.signed;
}

it('follows rotations and revocations of the server', async () => {
  const pinned = await publishedKeys();
  const keys = new TrustedKeys(pinned);
  const former = await signedAnswer();
  expect(await keys.learn(pinned)).toBe(false);

  expect([await rotate(), await rotate()]).toEqual([201, 201]);
  const answer = await signedAnswer();
  await expect(keys.verify(answer, VERDICT)).rejects.toMatchObject({ reason: 'unknown_key' });
  expect(await keys.learn(await publishedKeys())).toBe(true);
  await expect(keys.verify(answer, VERDICT)).resolves.toMatchObject({ op: 'validate' });
  await expect(keys.verify(former, VERDICT)).resolves.toMatchObject({ op: 'validate' });

  expect(await revoke(pinned.keys[0].kid)).toBe(200);
  expect(await keys.learn(await publishedKeys())).toBe(true);
  await expect(keys.verify(former, VERDICT)).rejects.toMatchObject({ reason: 'revoked_key' });
  await expect(keys.verify(answer, VERDICT)).resolves.toMatchObject({ op: 'validate' });
  const restarted = new TrustedKeys(pinned, keys.state);
  await expect(restarted.verify(answer, VERDICT)).resolves.toMatchObject({ op: 'validate' });
  await expect(restarted.verify(former, VERDICT)).rejects.toMatchObject({ reason: 'revoked_key' });
});

it('follows the server from one algorithm to the other, whichever key is pinned', async () => {
  const sign = (signing_alg: 'ES256' | null) => server.sdk.products.update('v2-default', { signing_alg });
  const expectFollowed = async (keys: TrustedKeys) => {
    const answer = await signedAnswer();
    await expect(keys.verify(answer, VERDICT)).rejects.toMatchObject({ reason: 'unknown_key' });
    expect(await keys.learn(await publishedKeys())).toBe(true);
    await expect(keys.verify(answer, VERDICT)).resolves.toMatchObject({ op: 'validate' });
  };
  const eddsa = new TrustedKeys(await publishedKeys());
  const { public_key } = await server.sdk.signingKeys.rotate({ alg: 'ES256' });
  const es256 = new TrustedKeys([public_key]);
  await expectFollowed(es256);

  await sign('ES256');
  await expectFollowed(eddsa);
  await server.sdk.signingKeys.rotate({ alg: 'ES256' });
  await expectFollowed(eddsa);
  await sign(null);
  await rotate();
  await expectFollowed(es256);
});

it('gets a license file for a request without network, and gives the seat back', async () => {
  const { id, key: licenseKey } = await issued(server, { max_activations: 1 });
  const device = { licenseKey, fingerprint: FINGERPRINT };
  const nonce = randomNonce(16);
  const request = await offlineRequest({ ...device, nonce });
  expect(request).toHaveLength(200);

  const path = `/api/v1/licenses/${id}/files`;
  const { status, body } = await server.asAdmin('POST', path, { body: { request, encrypted: true } });
  expect(status).toBe(201);
  const claims = await readLicenseFile(body.file, new TrustedKeys(await publishedKeys()), device);
  expect(claims).toMatchObject({ valid: true, fingerprint: FINGERPRINT, request: nonce });

  const code = await releaseCode({ ...device, jti: String(claims.jti) });
  const released = await server.asAdmin('POST', `/api/v1/licenses/${id}/releases`, { body: { code } });
  expect(released.status).toBeLessThan(300);
  const { body: verdict } = await validate(server, licenseKey, FINGERPRINT, { license_file: claims.jti });
  expect(verdict).toMatchObject({ valid: false, license_file: { revoked: true } });
});
