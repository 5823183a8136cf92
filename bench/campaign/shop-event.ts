import { createHmac } from 'node:crypto';

/** Headers of an event of a generic shop, signed by Standard Webhooks. @param secret of the shop, with `whsec_` */
export function shopEventHeaders(id: string, body: string, secret: string): Record<string, string> {
  const time = String(Math.floor(Date.now() / 1_000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` };
}
