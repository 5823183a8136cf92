import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { issued } from '../testkit/issue';
import type { Answer, TestServer } from '../testkit/server';
import type { PreparedWorld, Sent } from './prepared-world';

/** A scanner of public texts that signs its reports. */
export class LeakScanner {
  readonly identifier = 'a-key-of-the-scanner';
  /** Requests for its keys. */
  reads = 0;
  isDown = false;
  readonly #pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly #server: Server;

  private constructor() {
    const key = this.#pair.publicKey.export({ type: 'spki', format: 'pem' });
    const keys = { public_keys: [{ key_identifier: this.identifier, key, is_current: true }] };
    this.#server = createServer((_request, response) => {
      this.reads += 1;
      response.writeHead(this.isDown ? 503 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(keys));
    });
  }

  static async start(): Promise<LeakScanner> {
    const scanner = new LeakScanner();
    await new Promise<void>((resolve) => scanner.#server.listen(0, '127.0.0.1', resolve));
    // It ends with the tests.
    scanner.#server.unref();
    return scanner;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/keys`;
  }

  headers(body: unknown, identifier = this.identifier): Record<string, string> {
    const signature = sign('sha256', Buffer.from(JSON.stringify(body)), this.#pair.privateKey).toString('base64');
    return {
      'content-type': 'application/json',
      'github-public-key-identifier': identifier,
      'github-public-key-signature': signature,
    };
  }

  report(server: TestServer, body: object, headers = this.headers(body)): Promise<Answer> {
    return server.call('POST', '/api/v1/leak-reports', { body, headers });
  }
}

/** A signed report of a license key. */
export async function leakReport({ server }: PreparedWorld): Promise<Sent> {
  const scanner = await LeakScanner.start();
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'anomalies.leak_keys_url': scanner.url } });
  const { key } = await issued(server);
  const body = [{ token: key, type: 'license_key', url: 'https://example.com/notes.txt', source: 'content' }];
  return { body, headers: scanner.headers(body) };
}
