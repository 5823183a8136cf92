import type { InjectOptions } from 'light-my-request';
import { aProduct, keyOf } from './callers';
import { issued } from './issue';
import type { Answer, Call, TestServer } from './server';

type Method = InjectOptions['method'];

/** The License Manager API of a server, with a key of each kind. */
export class LicenseManager {
  private names = 0;

  private constructor(
    readonly server: TestServer,
    readonly internalKey: string,
    readonly externalKey: string,
  ) {}

  static async on(server: TestServer): Promise<LicenseManager> {
    const internal = await keyOf(server, 'internal');
    const external = await keyOf(server, 'external');
    return new LicenseManager(server, internal.key, external.key);
  }

  /** As the management: `path` stands below /api/internal. */
  manage(method: Method, path: string, call: Call = {}): Promise<Answer> {
    return this.server.withKey(method, `/api/internal/${path}`, call, this.internalKey);
  }

  /** As a client program: `path` stands below /api/external. */
  ask(method: Method, path: string, call: Call = {}): Promise<Answer> {
    return this.server.withKey(method, `/api/external/${path}`, call, this.externalKey);
  }

  /** One of LicenseBox's calls of its management. */
  manageLegacy(name: string, body: unknown = {}): Promise<Answer> {
    return this.server.call('POST', `/api/${name}`, { body, headers: { 'lb-api-key': this.internalKey } });
  }

  /** One of LicenseBox's calls of its client programs. */
  askLegacy(name: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.server.call('POST', `/api/${name}`, { body, headers: { 'lb-api-key': this.externalKey, ...headers } });
  }

  /** A unique text each time. */
  name(): string {
    this.names += 1;
    return `PROD-${String(this.names).padStart(3, '0')}`;
  }

  /** A product as the native API makes it, with its uuid in `id`; a test names only what it is about. */
  aProduct(more: Record<string, unknown> = {}): Promise<any> {
    return aProduct(this.server, this.name(), more);
  }

  /** A license as the native API shows it. */
  async natively(key: string): Promise<any> {
    return (await this.server.asAdmin('GET', '/api/v1/licenses', { query: { key } })).body.items[0];
  }

  /** A license of that product, or of one of its own. */
  async aLicense(more: Record<string, unknown> = {}): Promise<any> {
    return issued(this.server, { product: more.product ?? (await this.aProduct()).reference, ...more });
  }
}

/** Status, and the body with its fields in that order. */
export function expectWhole({ status, body, headers }: Answer, expectedStatus: number, example: object): void {
  expect([status, body]).toEqual([expectedStatus, example]);
  expect(Object.keys(body)).toEqual(Object.keys(example));
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
}

/** A refusal of the internal API. */
export function refusal(message: unknown, errors?: Record<string, string[]>): object {
  return { status: false, message, ...(errors && { errors }) };
}

export const UNAUTHENTICATED = refusal('Invalid or missing API key');
