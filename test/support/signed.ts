import { randomBytes } from 'node:crypto';
import { importJWK, type JWK, jwtVerify } from 'jose';
import type { SigningAlg, SigningKey } from '../../sdk/src/generated/native';
import type { VerdictClaims } from '../../src/core/verification/signed-answers/verdict-claims';
import type { TestServer } from '../testkit/server';

/** What each kind of signed thing says it is. */
export const TYPES = {
  verdict: 'keyward-verdict+jws',
  answer: 'keyward-answer+jws',
  licenseFile: 'keyward-license+jws',
  update: 'keyward-update+jws',
  licenseKey: 'keyward-key+jws',
  endorsement: 'keyward-endorsement+jws',
  keys: 'keyward-keys+jws',
} as const;

/** Claims of a verdict, and of whatever else is signed. */
export type Claims = VerdictClaims & Record<string, unknown>;

export const aNonce = (): string => randomBytes(16).toString('base64url');

/** A key as it is published. */
export interface PublishedKey extends JWK {
  readonly kid: string;
  readonly public_key: string;
  readonly endorsement?: string;
}

export async function publishedKeys(
  server: TestServer,
): Promise<{ keys: PublishedKey[]; signed: string; signed_es256?: string }> {
  const { status, body } = await server.call('GET', '/.well-known/jwks.json');
  expect(status).toBe(200);
  return body;
}

/** Verifies as a program does that knows nothing but these keys; throws for what is not genuine. */
export async function claimsOf(
  server: TestServer,
  jws: string,
  keys: JWK[],
  typ: string = TYPES.verdict,
): Promise<Claims> {
  // The last character of a signature has bits that decoding ignores.
  const signature = jws.split('.')[2] ?? '';
  expect(Buffer.from(signature, 'base64url').toString('base64url')).toBe(signature);
  const keyOf = async ({ kid }: { kid?: string }) => {
    const jwk = keys.find((key) => key.kid === kid);
    if (!jwk) {
      throw new Error(`The key ${kid} is unknown`);
    }
    return importJWK(jwk, jwk.alg);
  };
  const options = { typ, algorithms: ['EdDSA', 'ES256'], currentDate: server.clock.now() };
  const { payload, protectedHeader } = await jwtVerify(jws, keyOf, options);
  expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ']);
  return payload as unknown as Claims;
}

/** Verifies with the keys that the server publishes now. */
export async function verified(server: TestServer, jws: string, typ?: string): Promise<Claims> {
  return claimsOf(server, jws, (await publishedKeys(server)).keys, typ);
}

export async function rotated(server: TestServer, alg?: SigningAlg): Promise<SigningKey> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/signing-keys', { body: { alg } });
  expect([status, body]).toEqual([201, body]);
  return body;
}

export const revoke = (server: TestServer, kid: string) =>
  server.asAdmin('POST', `/api/v1/signing-keys/${encodeURIComponent(kid)}/revoke`);

const headerOf = (jws: string): { readonly alg: string; readonly kid: string } =>
  JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString());

export const kidOf = (jws: string): string => headerOf(jws).kid;

export const algOf = (jws: string): string => headerOf(jws).alg;
