import { createHmac } from 'node:crypto';

const BASE64_SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;
/** Key lengths that Standard Webhooks allows. */
const KEY_BYTES = { min: 24, max: 64 };

/** Whether a secret can sign: `whsec_` with a base64 key of 24 to 64 bytes, or a text of 16 to 255 printable ASCII characters. */
export function isWebhookSecret(secret: string): boolean {
  if (!secret.startsWith('whsec_')) {
    return /^[\x21-\x7e]{16,255}$/.test(secret);
  }
  const [, base64 = ''] = BASE64_SECRET.exec(secret) ?? [];
  const key = Buffer.from(base64, 'base64');
  return key.toString('base64') === base64 && key.length >= KEY_BYTES.min && key.length <= KEY_BYTES.max;
}

/** Headers of Standard Webhooks, with a signature for each secret. */
export function standardHeaders(
  messageId: string,
  sentAt: Date,
  body: string,
  secrets: readonly string[],
): Record<string, string> {
  const id = `msg_${messageId}`;
  const timestamp = String(Math.floor(sentAt.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const hmac = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`);
    return `v1,${hmac.digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}

function keyOf(secret: string): Buffer {
  const [, base64] = BASE64_SECRET.exec(secret) ?? [];
  return base64 === undefined ? Buffer.from(secret) : Buffer.from(base64, 'base64');
}
