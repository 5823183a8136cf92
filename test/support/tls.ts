import { readFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** A certificate for this machine that its own key has signed, good for a hundred years and for these tests alone. */
export const CERT_FILE = join(__dirname, 'tls', 'localhost.crt');
export const KEY_FILE = join(__dirname, 'tls', 'localhost.key');

export interface SecureAnswer {
  status: number | undefined;
  headers: Record<string, unknown>;
  bytes: Buffer;
}

/** Over TLS, trusting that certificate and no other. */
export function callSecurely(url: string, options: RequestOptions = {}, body?: Buffer | string): Promise<SecureAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca: readFileSync(CERT_FILE), agent: false, ...options }, (response) => {
      const { statusCode: status, headers } = response;
      buffer(response).then((bytes) => resolve({ status, headers, bytes }), reject);
    });
    sent.once('error', reject).end(body);
  });
}
