import { readFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

/** A self-signed certificate for localhost, valid for a hundred years, for tests only. */
export const CERT_FILE = join(__dirname, 'tls', 'localhost.crt');
export const KEY_FILE = join(__dirname, 'tls', 'localhost.key');

/** Another certificate for localhost, with another key. */
export const RENEWED_CERT_FILE = join(__dirname, 'tls', 'renewed.crt');
export const RENEWED_KEY_FILE = join(__dirname, 'tls', 'renewed.key');

/** A certificate for localhost that expired in 2025. */
export const EXPIRED_CERT_FILE = join(__dirname, 'tls', 'expired.crt');
export const EXPIRED_KEY_FILE = join(__dirname, 'tls', 'expired.key');

/** A certificate for licenses.example, valid for a hundred years. */
export const OTHER_HOST_CERT_FILE = join(__dirname, 'tls', 'other-host.crt');
export const OTHER_HOST_KEY_FILE = join(__dirname, 'tls', 'other-host.key');

export interface SecureAnswer {
  status: number | undefined;
  headers: Record<string, unknown>;
  bytes: Buffer;
}

/** Sends a request over TLS, trusting only the first certificate by default. */
export function callSecurely(url: string, options: RequestOptions = {}, body?: Buffer | string): Promise<SecureAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca: readFileSync(CERT_FILE), agent: false, ...options }, (response) => {
      const { statusCode: status, headers } = response;
      buffer(response).then((bytes) => resolve({ status, headers, bytes }), reject);
    });
    sent.once('error', reject).end(body);
  });
}
