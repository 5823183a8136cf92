import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { compactVerify, importJWK, type JWK } from 'jose';
import type { LicenseFileContent } from '../../src/core/verification/license-files/license-file-claims';
import type { TestServer } from '../testkit/server';

/** Gets a license file as a program. */
export const requestFile = (server: TestServer, licenseKey: string, hardwareId: unknown, more: object = {}) =>
  server.call('POST', '/api/v1/license-file', {
    body: { license_key: licenseKey, hardware_id: hardwareId, ...more },
  });

/** Issues a license file as an admin. */
export const issueFile = (server: TestServer, license: { id: string }, body: object = {}) =>
  server.asAdmin('POST', `/api/v1/licenses/${license.id}/files`, { body });

export const filesOf = async (server: TestServer, license: { id: string }, query: Record<string, string> = {}) =>
  (await server.asAdmin('GET', `/api/v1/licenses/${license.id}/files`, { query })).body.items;

const TEXT =
  /^-----BEGIN KEYWARD LICENSE FILE-----\n((?:[\w+/=]{64}\n)*[\w+/=]{1,64}\n)-----END KEYWARD LICENSE FILE-----\n$/;

/** The token in a license file, which must be written in the one way in which the server writes it. */
export function tokenIn(file: string): string {
  const base64 = (TEXT.exec(file)?.[1] ?? '').replaceAll('\n', '');
  const bytes = Buffer.from(base64, 'base64');
  const token = bytes.toString('latin1');
  const isCanonical = bytes.toString('base64') === base64 && token.split('.').every(isBase64Url);
  if (base64 === '' || !isCanonical) {
    throw new Error('This is no license file');
  }
  return token;
}

/** Decoding ignores the last bits of a part. */
function isBase64Url(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}

export const typOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).typ;

/** The JWS in an encrypted file, as a program decrypts it that has nothing but a cryptographic library. */
export function decrypted(token: string, licenseKey: string, fingerprint = ''): string {
  const [header = '', key, iv = '', ciphertext = '', tag = ''] = token.split('.');
  expect([JSON.parse(Buffer.from(header, 'base64url').toString()), key]).toEqual([
    { alg: 'dir', enc: 'A256GCM', typ: 'keyward-license+jwe' },
    '',
  ]);
  const secret = hkdfSync('sha256', licenseKey, fingerprint, 'keyward license file', 32);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(secret), Buffer.from(iv, 'base64url'));
  decipher.setAAD(Buffer.from(header)).setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString();
}

export type PublicKeys = Map<string, Awaited<ReturnType<typeof importJWK>>>;

export async function publicKeysOf(server: TestServer): Promise<PublicKeys> {
  const { keys }: { keys: JWK[] } = (await server.call('GET', '/.well-known/jwks.json')).body;
  const entries = keys.map(async (jwk: JWK) => [jwk.kid ?? '', await importJWK(jwk, 'EdDSA')] as const);
  return new Map(await Promise.all(entries));
}

/** The claims of a signed license file; fails if it is not genuine. */
export async function claimsIn(jws: string, keys: PublicKeys): Promise<LicenseFileContent> {
  const { payload, protectedHeader } = await compactVerify(
    jws,
    ({ kid = '' }) => {
      const key = keys.get(kid);
      if (!key) {
        throw new Error('This key is not published');
      }
      return key;
    },
    { algorithms: ['EdDSA'] },
  );
  expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ']);
  if (protectedHeader.typ !== 'keyward-license+jws') {
    throw new Error('This is signed, but no license file');
  }
  return JSON.parse(Buffer.from(payload).toString());
}

export const claimsOf = async (server: TestServer, file: string): Promise<LicenseFileContent> =>
  claimsIn(tokenIn(file), await publicKeysOf(server));

const encoded = (prefix: string, fields: object) => prefix + Buffer.from(JSON.stringify(fields)).toString('base64url');

export const keyName = (licenseKey: string): string =>
  createHash('sha256').update(licenseKey).digest('base64url').slice(0, 22);

export const NONCE = 'nonceOf16Letters';

/** What a program without network shows to get a file. */
export const airGapRequest = (licenseKey: string, fingerprint: string, more: object = {}): string =>
  encoded('KWR1.', { k: keyName(licenseKey), f: fingerprint, n: NONCE, ...more });

/** What a program without network shows to give its seat back. */
export function releaseCode(licenseKey: string, fingerprint: string, jti: string, more: object = {}): string {
  const proof = createHmac('sha256', licenseKey).update(`keyward release ${fingerprint} ${jti}`).digest('base64url');
  return encoded('KWX1.', { k: keyName(licenseKey), f: fingerprint, s: proof.slice(0, 22), ...more });
}

export const release = (server: TestServer, license: { id: string }, code: string) =>
  server.asAdmin('POST', `/api/v1/licenses/${license.id}/releases`, { body: { code } });
