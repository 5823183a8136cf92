import type { License } from '../../sdk/src/generated/native';
import type { Answer, Call, TestServer } from './server';

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

/** Compares an answer completely, with the media type of JSON:API. */
export function expectDocument({ status, body, headers }: Answer, expectedStatus: number, document: object): void {
  expect([status, body]).toEqual([expectedStatus, document]);
  expect(headers['content-type']).toBe('application/vnd.api+json; charset=utf-8');
}

/** A refusal with one error. */
export const refusal = (error: object): object => ({ errors: [error], meta: { id: expect.any(String) } });
