import type { InjectOptions } from 'light-my-request';
import type { GeneratedLicense, License } from '../../sdk/src/generated/progran3';
import { keyOf } from '../testkit/callers';
import type { Answer, Call, TestServer } from '../testkit/server';

/** The user and the system of the contract's examples. */
export const EMAIL = 'user@example.com';
export const SYSTEM = 'a1b2c3d4e5f6789012345678901234567890123456789012345678901234';

/** Returns a different system id for each number. */
export function aSystem(number: number): string {
  return number.toString(16).padStart(64, '0');
}

/** Calls the dashboard's API with an internal key. */
export class Dashboard {
  private constructor(
    private readonly server: TestServer,
    readonly key: string,
  ) {}

  static async on(server: TestServer): Promise<Dashboard> {
    return new Dashboard(server, (await keyOf(server, 'internal')).key);
  }

  call(method: InjectOptions['method'], url: string, call: Call = {}): Promise<Answer> {
    return this.server.withKey(method, url, call, this.key);
  }

  /** Creates a license through the dashboard's API. */
  async generated(body: Record<string, unknown> = {}): Promise<GeneratedLicense> {
    const answer = await this.call('POST', '/api/licenses/generate', { body: { duration_days: 365, ...body } });
    if (answer.status !== 201) {
      throw new Error(`The license was not made: ${JSON.stringify(answer.body)}`);
    }
    return answer.body.data;
  }

  /** Creates a license and activates it on a system. */
  async active(body: Record<string, unknown> = {}, system = SYSTEM): Promise<License> {
    const license = await this.generated(body);
    const { status, body: answer } = await activate(this.server, license.license_key, system);
    if (status !== 200) {
      throw new Error(`The license was not activated: ${JSON.stringify(answer)}`);
    }
    return this.read(license.id);
  }

  async read(id: string): Promise<License> {
    return (await this.call('GET', `/api/licenses/${id}`)).body.data;
  }

  update(id: string, body: object): Promise<Answer> {
    return this.call('PUT', `/api/licenses/${id}`, { body });
  }
}

export function activate(
  server: TestServer,
  licenseKey: string,
  system = SYSTEM,
  email = EMAIL,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const body = { license_key: licenseKey, user_email: email, system_fingerprint: system };
  return server.call('POST', '/api/licenses/activate', { body, headers });
}

export function validate(server: TestServer, licenseKey: string, system = SYSTEM): Promise<Answer> {
  return server.call('POST', '/api/licenses/validate', {
    body: { license_key: licenseKey, system_fingerprint: system },
  });
}

export function sendHeartbeat(server: TestServer, licenseKey: string, more: object = {}): Promise<Answer> {
  return server.call('POST', '/api/heartbeats', {
    body: { license_key: licenseKey, system_fingerprint: SYSTEM, ...more },
  });
}

/** Expects the status, and the body including the order of its fields. */
export function expectWhole({ status, body, headers }: Answer, expectedStatus: number, example: object): void {
  expect([status, body]).toEqual([expectedStatus, example]);
  expect(Object.keys(body)).toEqual(Object.keys(example));
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
}

export function refusal(error: string, code?: string): object {
  return { success: false, error, ...(code && { code }) };
}

export function invalid(field: string, message: string): object {
  return { success: false, error: 'Validation failed', details: [{ field, message }], code: 'VALIDATION_ERROR' };
}

export const UNAUTHORIZED = refusal('Valid API key required', 'UNAUTHORIZED');
export const NOT_FOUND = refusal('License not found', 'NOT_FOUND');
export const INVALID_KEY = refusal('Invalid license key');
export const ALREADY_ACTIVATED = refusal('This license key is already activated');
