import { createHash, createPublicKey, verify } from 'node:crypto';
import type { License } from '../../sdk/src/generated/native';
import type { Answer, Call, TestServer } from '../testkit/server';

/** A program that calls the API of Keygen with a license key. */
export class KeygenProgram {
  constructor(
    private readonly server: TestServer,
    readonly license: Pick<License, 'id' | 'key'>,
  ) {}

  call(method: 'GET' | 'POST' | 'DELETE', path: string, { headers, ...call }: Call = {}): Promise<Answer> {
    return this.server.call(method, path, {
      ...call,
      headers: { authorization: `License ${this.license.key}`, ...headers },
    });
  }

  /** Validates by the key. */
  validateKey(scope?: object, more: object = {}): Promise<Answer> {
    const meta = { key: this.license.key, ...(scope && { scope }), ...more };
    return this.server.call('POST', '/v1/licenses/actions/validate-key', { body: { meta } });
  }

  /** The code of a validation by the key. */
  async codeOf(scope?: object): Promise<unknown> {
    return (await this.validateKey(scope)).body.meta.code;
  }

  activate(fingerprint: string, attributes: object = {}, id = this.license.id): Promise<Answer> {
    const relationships = { license: { data: { type: 'licenses', id } } };
    return this.call('POST', '/v1/machines', {
      body: { data: { type: 'machines', attributes: { fingerprint, ...attributes }, relationships } },
    });
  }
}

const SIGNATURE =
  /^keyid="([^"]+)", algorithm="ed25519", signature="([^"]+)", headers="\(request-target\) host date digest"$/;

/** The key id of an answer's signature, which is verified as the documentation of Keygen tells programs to. */
export async function keyOfSignature(
  signer: TestServer,
  { method, target, host }: { method: string; target: string; host: string },
  { headers, body }: Answer,
): Promise<string> {
  const text = body === '' ? '' : JSON.stringify(body);
  const digest = `sha-256=${createHash('sha256').update(text).digest('base64')}`;
  expect([headers.digest, headers['keygen-digest']]).toEqual([digest, digest]);
  const [, keyid = '', signature = ''] = SIGNATURE.exec(String(headers['keygen-signature'])) ?? [];
  const signed = `(request-target): ${method} ${target}\nhost: ${host}\ndate: ${String(headers.date)}\ndigest: ${digest}`;
  const { body: jwks } = await signer.call('GET', '/.well-known/jwks.json');
  const key = createPublicKey({ key: jwks.keys[0], format: 'jwk' });
  expect(verify(null, Buffer.from(signed), key, Buffer.from(signature, 'base64'))).toBe(true);
  expect(verify(null, Buffer.from(`${signed} `), key, Buffer.from(signature, 'base64'))).toBe(false);
  return keyid;
}

/** Compares an answer completely, with the media type of JSON:API. */
export function expectDocument({ status, body, headers }: Answer, expectedStatus: number, document: object): void {
  expect([status, body]).toEqual([expectedStatus, document]);
  expect(headers['content-type']).toBe('application/vnd.api+json; charset=utf-8');
}

/** A refusal with one error. */
export const refusal = (error: object): object => ({ errors: [error], meta: { id: expect.any(String) } });
