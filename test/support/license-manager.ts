import type { InjectOptions } from 'light-my-request';
import type { License, Product } from '../../sdk/src/generated/native';
import { aProduct, keyOf } from '../testkit/callers';
import { issued } from '../testkit/issue';
import type { Answer, Call, TestServer } from '../testkit/server';

type Method = InjectOptions['method'];

/** The License Manager API of a server, with a key of each kind. */
export class LicenseManager {
  private names = 0;

  private constructor(
    readonly server: TestServer,
    readonly internalKey: string,
    readonly externalKey: string,
    /** The product of licenses that are issued without one; if it is missing, each gets a new product. */
    private readonly product?: string,
  ) {}

  static async on(server: TestServer, product?: string): Promise<LicenseManager> {
    const internal = await keyOf(server, 'internal');
    const external = await keyOf(server, 'external');
    return new LicenseManager(server, internal.key, external.key, product);
  }

  /** With one product for all licenses that are issued without one, which saves a request for each. */
  static async withProduct(server: TestServer): Promise<LicenseManager> {
    return LicenseManager.on(server, (await aProduct(server, 'COMMON')).reference);
  }

  /** Calls the management API: `path` is relative to /api/internal. */
  manage(method: Method, path: string, call: Call = {}): Promise<Answer> {
    return this.server.withKey(method, `/api/internal/${path}`, call, this.internalKey);
  }

  /** Calls as a client program: `path` is relative to /api/external. */
  ask(method: Method, path: string, call: Call = {}): Promise<Answer> {
    return this.server.withKey(method, `/api/external/${path}`, call, this.externalKey);
  }

  /** Makes a LicenseBox management call. */
  manageLegacy(name: string, body: unknown = {}): Promise<Answer> {
    return this.server.call('POST', `/api/${name}`, { body, headers: { 'lb-api-key': this.internalKey } });
  }

  /** Makes a LicenseBox client call. */
  askLegacy(name: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.server.call('POST', `/api/${name}`, { body, headers: { 'lb-api-key': this.externalKey, ...headers } });
  }

  /** Returns a unique text. */
  name(): string {
    this.names += 1;
    return `PROD-${String(this.names).padStart(3, '0')}`;
  }

  /** Creates a product through the native API, with its UUID in `id`; a test states only the fields that matter. */
  aProduct(more: Record<string, unknown> = {}): Promise<Product> {
    return aProduct(this.server, this.name(), more);
  }

  /** Returns a license from the native API. */
  async natively(key: string): Promise<License> {
    return (await this.server.asAdmin('GET', '/api/v1/licenses', { query: { key } })).body.items[0];
  }

  /** Issues a license of that product, of the common one, or of a new one. */
  async aLicense(more: Record<string, unknown> = {}): Promise<License> {
    const product = more.product ?? this.product ?? (await this.aProduct()).reference;
    return issued(this.server, { product, ...more });
  }
}

/** Expects the status, and the body including the order of its fields. */
export function expectWhole({ status, body, headers }: Answer, expectedStatus: number, example: object): void {
  expect([status, body]).toEqual([expectedStatus, example]);
  expect(Object.keys(body)).toEqual(Object.keys(example));
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
}

/** An error of the internal API. */
export function refusal(message: unknown, errors?: Record<string, string[]>): object {
  return { status: false, message, ...(errors && { errors }) };
}

export const UNAUTHENTICATED = refusal('Invalid or missing API key');
