import { Webhook } from 'standardwebhooks';
import { isKeywardError, Keyward, type KeywardEvent, verifyWebhook, WebhookError } from '../../sdk/src/index';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const OTHER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const EVENT = { sequence: 7, type: 'license.key_rotated', at: '2030-01-31T12:00:00.000Z', data: { license_key: 'K' } };
const BODY = JSON.stringify(EVENT);

interface Sent {
  body?: string;
  secret?: string;
  sentAt?: Date;
}

/** The headers that a receiver gets, signed by the library of Standard Webhooks. */
function headersOf({ body = BODY, secret = SECRET, sentAt = new Date() }: Sent = {}): Record<string, string> {
  const receiver = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
  return {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': receiver.sign('msg_1', sentAt, body),
  };
}

async function codeOf(verified: Promise<unknown>): Promise<string> {
  const error: unknown = await verified.catch((failure: unknown) => failure);
  if (!(error instanceof WebhookError) || !isKeywardError(error)) {
    throw new Error(`No WebhookError was thrown, but ${String(error)}`);
  }
  return error.code;
}

const SIGNATURE = String(headersOf()['webhook-signature']).slice('v1,'.length);
const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1000);

it.each([
  ['the client', new Keyward({ baseUrl: 'http://localhost' }).webhooks.verify],
  ['the function', verifyWebhook],
])('returns the event of a genuine request, typed by its type: %s', async (_, verify) => {
  const event: KeywardEvent = await verify(BODY, headersOf(), SECRET);
  expect(event).toEqual(EVENT);
  // @ts-expect-error: only some events have a key
  expect(event.data.key).toBeUndefined();
  if (event.type === 'license.key_rotated') {
    const key: string = event.data.license_key;
    expect(key).toBe('K');
  }
});

it.each([
  ['bytes', Buffer.from(BODY), headersOf()],
  ['an ArrayBuffer', new Uint8Array(Buffer.from(BODY)).buffer, headersOf()],
  ['the headers of fetch', BODY, new Headers(headersOf())],
  ['names in capitals', BODY, Object.fromEntries(Object.entries(headersOf()).map(([k, v]) => [k.toUpperCase(), v]))],
])('takes %s', async (_, body, headers) => {
  await expect(verifyWebhook(body, headers, SECRET)).resolves.toEqual(EVENT);
});

it('takes a secret whose characters are the key', async () => {
  const secret = 'a-text-that-they-have-chosen';
  await expect(verifyWebhook(BODY, headersOf({ secret }), secret)).resolves.toEqual(EVENT);
});

it('takes several signatures, and several secrets, as during a rotation', async () => {
  const [first, second] = [headersOf(), headersOf({ secret: OTHER })];
  const both = `v1a,AAAA ${first['webhook-signature']} ${second['webhook-signature']}`;
  for (const secret of [SECRET, OTHER]) {
    await expect(verifyWebhook(BODY, { ...first, 'webhook-signature': both }, secret)).resolves.toEqual(EVENT);
  }
  await expect(verifyWebhook(BODY, second, [SECRET, OTHER])).resolves.toEqual(EVENT);
});

it('takes requests within the tolerance alone', async () => {
  const verified = (seconds: number, toleranceSeconds?: number) =>
    verifyWebhook(BODY, headersOf({ sentAt: ago(seconds) }), SECRET, { toleranceSeconds });
  await expect(verified(290)).resolves.toEqual(EVENT);
  await expect(verified(-290)).resolves.toEqual(EVENT);
  expect(await codeOf(verified(310))).toBe('WEBHOOK_TOO_OLD');
  expect(await codeOf(verified(-310))).toBe('WEBHOOK_TOO_NEW');
  await expect(verified(310, 600)).resolves.toEqual(EVENT);
  expect(await codeOf(verified(20, 10))).toBe('WEBHOOK_TOO_OLD');
});

it.each<[string, Record<string, string>]>([
  ['a changed body', headersOf({ body: `${BODY} ` })],
  ['another secret', headersOf({ secret: OTHER })],
  ['another id', { ...headersOf(), 'webhook-id': 'msg_2' }],
  ['another timestamp', { ...headersOf(), 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 9) }],
  ['an old request with another secret', headersOf({ secret: OTHER, sentAt: ago(900) })],
  ['no signature', { ...headersOf(), 'webhook-signature': '' }],
  ['a signature of another version', { ...headersOf(), 'webhook-signature': `v2,${SIGNATURE}` }],
  ['a signature that is none', { ...headersOf(), 'webhook-signature': 'v1,§' }],
  ['a timestamp that is none', { ...headersOf(), 'webhook-timestamp': 'now' }],
])('refuses %s as not signed', async (_, headers) => {
  expect(await codeOf(verifyWebhook(BODY, headers, SECRET))).toBe('WEBHOOK_SIGNATURE');
});

it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('refuses a request without %s', async (name) => {
  const { [name]: _left, ...headers } = headersOf();
  const verified = verifyWebhook(BODY, headers, SECRET);
  expect(await codeOf(verified)).toBe('WEBHOOK_MALFORMED');
  await expect(verified).rejects.toThrow(`The header ${name} is missing`);
});

it.each(['{', '[]', '{"event":"license.issued"}'])('refuses a signed body that is no event: %s', async (body) => {
  expect(await codeOf(verifyWebhook(body, headersOf({ body }), SECRET))).toBe('WEBHOOK_MALFORMED');
});

it('refuses a body that was parsed, and a secret that is none', async () => {
  expect(await codeOf(verifyWebhook(EVENT as unknown as string, headersOf(), SECRET))).toBe('WEBHOOK_MALFORMED');
  for (const secret of ['', 'whsec_§']) {
    await expect(verifyWebhook(BODY, headersOf(), secret)).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
  }
});
