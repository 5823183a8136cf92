import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { TestServer } from '../testkit/server';
import { metered } from './meters';

/** Issues a relay as an admin. */
export const issueRelay = (server: TestServer, license: { id: string }, body: object = {}) =>
  server.asAdmin('POST', `/api/v1/licenses/${license.id}/relays`, {
    body: { name: 'Plant 2', pool: { sessions: 2 }, expires_at: '2027-04-01T00:00:00Z', ...body },
  });

/** Issues a relay of a license, which has its key with its file. */
export async function licenseWithRelay(server: TestServer, license: { id: string }, body: object = {}) {
  const answer = await issueRelay(server, license, body);
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return { relay: TestRelay.of(answer.body.file), issued: answer.body };
}

/** A license of a program without a connection, whose file grants exports. */
export async function grantedExports(server: TestServer, exports: number) {
  const license = await metered(server, { exports: { limit: 2 * exports } });
  const { status, body } = await issueRelay(server, license, { kind: 'program', pool: { meters: { exports } } });
  expect(status).toBe(201);
  return { license, file: body.file as string };
}

/** Ends a relay as an admin. */
export const endRelay = (server: TestServer, { id, license }: { id: string; license: string }, code?: string) =>
  server.asAdmin('DELETE', `/api/v1/licenses/${license}/relays/${id}`, {
    query: code === undefined ? {} : { release_code: code },
  });

/** The claims of a JWS, unverified. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- claims of tests
export const claimsIn = (jws: string): any => JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());

export const headerIn = (jws: string) => JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString());

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface RelayFile {
  readonly keyward_relay: 1;
  readonly certificate: string;
  readonly license: string;
  readonly private_key?: string;
}

export const fileIn = (text: string): RelayFile => JSON.parse(text);

/** A relay as a customer runs it: it has a key, and takes files. */
export class TestRelay {
  private certificate = '';
  private constructor(private readonly key: KeyObject) {}

  /** A relay that makes its own key. */
  static withKey(): TestRelay {
    return new TestRelay(generateKeyPairSync('ed25519').privateKey);
  }

  /** A relay that gets its key with its file. */
  static of(file: string): TestRelay {
    return new TestRelay(createPrivateKey(fileIn(file).private_key ?? '')).take(file);
  }

  take(file: string): this {
    this.certificate = fileIn(file).certificate;
    return this;
  }

  get x(): string {
    return String(this.key.export({ format: 'jwk' }).x);
  }

  get jti(): string {
    return claimsIn(this.certificate).jti;
  }

  get id(): string {
    return claimsIn(this.certificate).relay.id;
  }

  request(more: object = {}): string {
    return `KWL1.${encoded({ k: this.x, n: 'Plant 2', t: 'AAAABBBBCCCCDDDD', ...more })}`;
  }

  release(): string {
    const s = this.signed(`keyward relay release ${this.id} ${this.jti}`);
    return `KWY1.${encoded({ r: this.id, j: this.jti, s })}`;
  }

  renewal(now: Date, more: object = {}) {
    const at = Math.floor(now.getTime() / 1000);
    const proof = this.signed(`keyward relay renew ${this.jti} ${at}`);
    return { certificate: this.certificate, at, proof, ...more };
  }

  /** A report of use. */
  report(
    claims: object,
    { header = {}, certificate = this.certificate }: { header?: object; certificate?: string } = {},
  ) {
    const head = { alg: 'EdDSA', typ: 'keyward-report+jws', kid: kidOf(this.x), chain: [certificate], ...header };
    const text = `${encoded(head)}.${encoded({ ver: 1, relay: this.id, ...claims })}`;
    return `${text}.${this.signed(text)}`;
  }

  private signed(text: string): string {
    return sign(null, Buffer.from(text), this.key).toString('base64url');
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const kidOf = (x: string) => createHash('sha256').update(Buffer.from(x, 'base64url')).digest('base64url').slice(0, 8);
