import { createHmac, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { MailQueueService } from '../../../src/core/platform/mail/mail-queue.service';
import { SweepMailsService } from '../../../src/core/platform/mail/sweep-mails.service';
import { providerHeaders } from '../../../src/core/platform/mail/provider-headers';
import { SnsRequestsService } from '../../../src/core/mail/webhooks/sns-requests.service';
import { DAY } from '../../../src/core/common/calendar';
import { CERT_FILE, EXPIRED_CERT_FILE, EXPIRED_KEY_FILE, KEY_FILE, RENEWED_KEY_FILE } from '../../support/tls';
import { TestServer } from '../../testkit/server';

const PASSWORD = 'postmark:password-of-16';
const SIGNING_KEY = 'mailgun-signing-key-0123456789';
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:bounces';
const SNS = 'https://sns.eu-central-1.amazonaws.com';
const CERTIFICATE_URL = `${SNS}/SimpleNotificationService-0123456789abcdef.pem`;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  const body = {
    'mail.postmark_password': PASSWORD,
    'mail.mailgun_signing_key': SIGNING_KEY,
    'mail.ses_topics': [TOPIC],
  };
  expect((await server.asAdmin('PATCH', '/api/v1/settings', { body })).status).toBe(200);
});
afterEach(async () => {
  jest.restoreAllMocks();
  server.clock.reset();
  await server.emptyTables('mails', 'mail_bounces', 'mail_reports');
});
afterAll(() => server.stop());

const report = (provider: string, body: unknown, headers: Record<string, string> = {}) =>
  server.call('POST', `/api/v1/mails/webhooks/${provider}`, {
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const statusOf = async (sent: ReturnType<typeof report>) => (await sent).status;
const refusalOf = async (sent: ReturnType<typeof report>) => {
  const { status, body } = await sent;
  return [status, body.error?.message];
};
const suppressed = async () =>
  (await server.asAdmin('GET', '/api/v1/mails/bounces')).body.items.map(({ email }: { email: string }) => email);
const clear = async (email: string) =>
  expect((await server.asAdmin('DELETE', `/api/v1/mails/bounces/${email}`)).status).toBe(204);
const seconds = () => Math.floor(server.clock.now().getTime() / 1000);

/** An e-mail in the log that was sent to the address. */
async function sentTo(to: string): Promise<string> {
  const mail = await server.app
    .get(MailQueueService)
    .add({ kind: 'test', language: 'en', to, subject: 's', html: 'h', text: 't' });
  await server.dataSource.query(`UPDATE mails SET state = 'sent', finished_at = created_at`);
  return mail.messageId;
}
const logged = async () => {
  const [{ state, error }] = (await server.asAdmin('GET', '/api/v1/mails')).body.items;
  return [state, error];
};

describe('Postmark', () => {
  const authorization = `Basic ${Buffer.from(`keyward:${PASSWORD}`).toString('base64')}`;
  const bounce = (fields: object = {}) => ({
    RecordType: 'Bounce',
    MessageStream: 'outbound',
    ID: 4323372036854776,
    Type: 'HardBounce',
    TypeCode: 1,
    Name: 'Hard bounce',
    MessageID: '883953f4-6105-42a2-a16a-77a8eac79483',
    Description: 'The server was unable to deliver your message (ex: unknown user, mailbox not found).',
    Details: 'smtp;550 5.1.1 No such user',
    Email: 'Ada@example.com',
    From: 'sales@example.com',
    BouncedAt: '2026-11-05T16:33:54.9070259Z',
    Inactive: true,
    CanActivate: true,
    ...fields,
  });
  const send = (fields: object = {}) => report('postmark', bounce(fields), { authorization });

  it('suppresses an address that bounced for good, notes it in the log and records who said so', async () => {
    const messageId = await sentTo('ada@example.com');
    expect(await statusOf(send({ Metadata: { 'message-id': messageId } }))).toBe(200);
    expect(await suppressed()).toEqual(['ada@example.com']);
    expect(await logged()).toEqual(['failed', 'Hard bounce: smtp;550 5.1.1 No such user']);
    const { items } = (await server.asAdmin('GET', '/api/v1/audit?action=mail.bounced')).body;
    expect(items[0]).toMatchObject({ action: 'mail.bounced' });
  });

  it('suppresses after a complaint, and leaves the e-mail, which arrived, as sent', async () => {
    const messageId = await sentTo('ada@example.com');
    const complaint = { RecordType: 'SpamComplaint', Type: 'SpamComplaint', Metadata: { 'message-id': messageId } };
    expect(await statusOf(send(complaint))).toBe(200);
    expect([await suppressed(), await logged()]).toEqual([['ada@example.com'], ['sent', null]]);
  });

  it.each([
    ['SoftBounce', 'failed'],
    ['Transient', 'sent'],
    ['AutoResponder', 'sent'],
  ])('suppresses nothing after %s, whose e-mail is %s', async (Type, state) => {
    const messageId = await sentTo('ada@example.com');
    expect(await statusOf(send({ Type, Inactive: false, Metadata: { 'message-id': messageId } }))).toBe(200);
    expect([await suppressed(), (await logged())[0]]).toEqual([[], state]);
  });

  it('does not suppress again what a person has allowed, when an old report is repeated; a new one does', async () => {
    await send();
    await clear('ada@example.com');
    expect([await statusOf(send()), await suppressed()]).toEqual([200, []]);
    expect([await statusOf(send({ ID: 43 })), await suppressed()]).toEqual([200, ['ada@example.com']]);
  });

  it('takes events of other kinds and addresses that are none without an effect', async () => {
    expect(await statusOf(send({ RecordType: 'Open', ID: undefined }))).toBe(200);
    expect(await statusOf(send({ RecordType: 'Invented' }))).toBe(200);
    expect(await statusOf(send({ Email: 'nobody' }))).toBe(200);
    expect(await suppressed()).toEqual([]);
  });

  it.each([
    ['no password', ''],
    ['another password', `Basic ${Buffer.from('keyward:postmark:password-of-17').toString('base64')}`],
    ['another scheme', `Bearer ${PASSWORD}`],
  ])('refuses a request with %s', async (_which, given) => {
    const refusal = await refusalOf(report('postmark', bounce(), given === '' ? {} : { authorization: given }));
    expect(refusal).toEqual([400, 'The report was refused: signature']);
    expect(await suppressed()).toEqual([]);
  });

  it('refuses a body that is no event', async () => {
    for (const body of ['', 'null', '[]', '{', '{"RecordType":"Bounce"}']) {
      expect([body, await statusOf(report('postmark', body, { authorization }))]).toEqual([body, 400]);
    }
  });

  it('gets the Message-ID with each e-mail that is sent through it, because it replaces the header', () => {
    const id = '<0d7f6a52-3f0c-4a58-9a5e-6f0f5f3e6c0b@example.com>';
    expect(providerHeaders('smtp://a:b@smtp.postmarkapp.com:587', id)).toEqual({ 'X-PM-Metadata-message-id': id });
    expect(providerHeaders('smtp://a:b@smtp.notpostmarkapp.com:587', id)).toEqual({});
    expect(providerHeaders('smtp://a:b@smtp.postmarkapp.com:587', id.padEnd(81, 'x'))).toEqual({});
  });
});

describe('Mailgun', () => {
  const signed = (token: string, timestamp = String(seconds()), key = SIGNING_KEY) => ({
    timestamp,
    token,
    signature: createHmac('sha256', key).update(`${timestamp}${token}`).digest('hex'),
  });
  const failed = (fields: object = {}) => ({
    event: 'failed',
    id: 'G9Bn5sl1TC6nu79C8C0bwg',
    severity: 'permanent',
    reason: 'bounce',
    recipient: 'ada@example.com',
    'delivery-status': { code: 550, message: 'No such mailbox', description: '' },
    message: { headers: { to: 'ada@example.com', 'message-id': '20130503192659.13651.20287@example.com' } },
    ...fields,
  });
  const send = (token: string, event: object = failed()) =>
    report('mailgun', { signature: signed(token), 'event-data': event });

  it('suppresses after a permanent failure, and finds the e-mail by its Message-ID', async () => {
    const messageId = await sentTo('ada@example.com');
    const message = { headers: { 'message-id': messageId.slice(1, -1) } };
    expect(await statusOf(send('a', failed({ message })))).toBe(200);
    expect([await suppressed(), await logged()]).toEqual([['ada@example.com'], ['failed', '550 No such mailbox']]);
  });

  it('suppresses after a complaint', async () => {
    expect(await statusOf(send('a', failed({ event: 'complained', severity: undefined })))).toBe(200);
    expect(await suppressed()).toEqual(['ada@example.com']);
  });

  it.each([
    ['a temporary failure', { severity: 'temporary', reason: 'generic' }],
    ['a failure that is no fault of the address', { reason: 'espblock' }],
    ['a delivery', { event: 'delivered', severity: undefined }],
    ['an event that is not known', { event: 'invented' }],
  ])('suppresses nothing after %s', async (_what, fields) => {
    expect([await statusOf(send('a', failed(fields))), await suppressed()]).toEqual([200, []]);
  });

  it('counts an event once, also with another token', async () => {
    await send('a');
    await clear('ada@example.com');
    expect([await statusOf(send('a')), await statusOf(send('b'))]).toEqual([200, 200]);
    expect(await suppressed()).toEqual([]);
  });

  it('refuses the signature of one event for another event, which it does not cover', async () => {
    const event = failed({ event: 'delivered' });
    await send('a', event);
    const forged = send('a', failed({ id: 'another', recipient: 'victim@example.com' }));
    expect(await refusalOf(forged)).toEqual([400, 'The report was refused: replayed']);
    expect(await suppressed()).toEqual([]);
  });

  it('refuses signatures that are wrong, too old or from the future', async () => {
    const withSignature = (signature: object) => report('mailgun', { signature, 'event-data': failed() });
    const at = (ms: number) => String(seconds() + Math.round(ms / 1000));
    const wrong = [
      signed('a', at(0), 'another-key-0123456789'),
      { ...signed('a'), token: 'b' },
      signed('a', `${at(0)}1`),
      {},
    ];
    for (const signature of wrong) {
      expect(await refusalOf(withSignature(signature))).toEqual([400, 'The report was refused: signature']);
    }
    for (const time of [at(-9 * HOUR - MINUTE), at(6 * MINUTE)]) {
      expect(await refusalOf(withSignature(signed('a', time)))).toEqual([400, 'The report was refused: stale']);
    }
    expect(await statusOf(withSignature(signed('a', at(-8 * HOUR))))).toBe(200);
  });
});

describe('Amazon SES', () => {
  const EXPIRED_URL = `${SNS}/SimpleNotificationService-00.pem`;
  const CERTIFICATES: Record<string, string> = { [CERTIFICATE_URL]: CERT_FILE, [EXPIRED_URL]: EXPIRED_CERT_FILE };
  const privateKey = readFileSync(KEY_FILE);
  const FIELDS = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'] as const;
  type Message = Partial<Record<(typeof FIELDS)[number], string>>;

  const signed = (message: Message, key = privateKey, version: '1' | '2' = '2') => {
    const text = FIELDS.flatMap((name) => (message[name] === undefined ? [] : `${name}\n${message[name]}\n`)).join('');
    const signature = sign(version === '1' ? 'RSA-SHA1' : 'RSA-SHA256', Buffer.from(text), key).toString('base64');
    return { ...message, SignatureVersion: version, Signature: signature, SigningCertURL: CERTIFICATE_URL };
  };
  const notification = (content: object, fields: Message = {}): Message => ({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: TOPIC,
    Message: JSON.stringify(content),
    Timestamp: server.clock.now().toISOString(),
    ...fields,
  });
  const bounce = (fields: object = {}, headers: object[] = []) => ({
    notificationType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [
        { emailAddress: 'ada@example.com', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' },
        { emailAddress: '"Grace" <grace@example.com>' },
      ],
      ...fields,
    },
    mail: { messageId: '0000013786031775-163e3910', headers },
  });
  const complaint = (fields: object = {}) => ({
    eventType: 'Complaint',
    complaint: {
      complainedRecipients: [{ emailAddress: 'ada@example.com' }],
      complaintFeedbackType: 'abuse',
      ...fields,
    },
    mail: {},
  });
  // Amazon SNS says text/plain.
  const send = (message: object) => report('ses', message, { 'content-type': 'text/plain; charset=UTF-8' });
  let read: jest.SpyInstance<Promise<Buffer>, [string]>;
  beforeEach(() => {
    read = jest.spyOn(server.app.get(SnsRequestsService), 'read').mockImplementation((url) => {
      const file = CERTIFICATES[url];
      return Promise.resolve(file === undefined ? Buffer.from('<ConfirmSubscriptionResponse/>') : readFileSync(file));
    });
  });

  it('suppresses all addresses that bounced for good, and reads the certificate once', async () => {
    const messageId = await sentTo('ada@example.com');
    const content = bounce({}, [{ name: 'Message-ID', value: messageId }]);
    expect(await statusOf(send(signed(notification(content))))).toBe(200);
    expect((await suppressed()).sort()).toEqual(['ada@example.com', 'grace@example.com']);
    expect(await logged()).toEqual(['failed', 'smtp; 550 5.1.1 user unknown']);
    const again = notification(complaint(), { MessageId: 'another', Subject: 'with a subject' });
    expect(await statusOf(send(signed(again, privateKey, '1')))).toBe(200);
    expect(read.mock.calls.length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['a complaint', complaint(), ['ada@example.com']],
    ['a correction by the reader', complaint({ complaintFeedbackType: 'not-spam' }), []],
    ['a full mailbox', bounce({ bounceType: 'Transient', bounceSubType: 'MailboxFull' }), []],
    ['an absence notice', bounce({ bounceType: 'Transient', bounceSubType: 'General' }), []],
    ['a delivery', { notificationType: 'Delivery', mail: {} }, []],
    ['an event that is not known', { eventType: 'Invented' }, []],
  ])('decides by %s', async (_what, content, addresses) => {
    expect([await statusOf(send(signed(notification(content)))), await suppressed()]).toEqual([200, addresses]);
  });

  it('counts a message once', async () => {
    const message = signed(notification(complaint()));
    await send(message);
    await clear('ada@example.com');
    expect([await statusOf(send(message)), await suppressed()]).toEqual([200, []]);
  });

  it('confirms the subscription of a topic of the settings, and asks Amazon to send it again if that fails', async () => {
    const SubscribeURL = `${SNS}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=2336412f37`;
    const asked = notification({}, { Type: 'SubscriptionConfirmation', Token: '2336412f37', SubscribeURL });
    expect(await statusOf(send(signed(asked)))).toBe(200);
    expect(read).toHaveBeenLastCalledWith(SubscribeURL);
    read.mockRejectedValue(new Error('timed out'));
    expect(await statusOf(send(signed(asked)))).toBe(503);
    for (const url of [
      'https://evil.example/?Action=ConfirmSubscription',
      `${SNS}/?Action=Publish&TopicArn=${TOPIC}`,
    ]) {
      expect([url, await statusOf(send(signed({ ...asked, SubscribeURL: url })))]).toEqual([url, 400]);
    }
  });

  it('reads nothing from anywhere for a topic or a certificate of somebody else', async () => {
    const message = signed(notification(complaint()));
    const foreign = 'arn:aws:sns:eu-central-1:999999999999:bounces';
    const forged = [
      signed(notification(complaint(), { TopicArn: foreign })),
      ...[
        'https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0a.pem',
        'https://evil.s3.amazonaws.com/SimpleNotificationService-0a.pem',
        'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0a.pem',
        'https://a:b@sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem',
        'http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0a.pem',
        `${SNS}:8443/SimpleNotificationService-0a.pem`,
        `${SNS}/other.pem`,
        'no address',
      ].map((SigningCertURL) => ({ ...message, SigningCertURL })),
    ];
    for (const one of forged) {
      expect(await refusalOf(send(one))).toEqual([400, 'The report was refused: signature']);
    }
    expect(read).not.toHaveBeenCalled();
  });

  it('refuses messages that were changed, signed by another key, of another kind, too old or from the future', async () => {
    const message = notification(complaint());
    const at = (ms: number) => new Date(server.clock.now().getTime() + ms).toISOString();
    const refused = [
      [{ ...signed(message), Message: JSON.stringify(bounce()) }, 'signature'],
      [signed(message, readFileSync(RENEWED_KEY_FILE)), 'signature'],
      [{ ...signed(message, readFileSync(EXPIRED_KEY_FILE)), SigningCertURL: EXPIRED_URL }, 'signature'],
      [{ ...signed(message), SignatureVersion: '3' }, 'signature'],
      [signed({ ...message, Type: 'Invented' }), 'signature'],
      [signed({ ...message, Timestamp: at(-2 * HOUR) }), 'stale'],
      [signed({ ...message, Timestamp: at(10 * MINUTE) }), 'stale'],
      [signed({ ...message, Timestamp: 'never' }), 'stale'],
      [signed({ ...message, Message: 'no JSON' }), 'malformed'],
    ] as const;
    for (const [body, reason] of refused) {
      expect(await refusalOf(send(body))).toEqual([400, `The report was refused: ${reason}`]);
    }
    expect(await suppressed()).toEqual([]);
  });
});

it('refuses everything of a provider that is not set up', async () => {
  const unset = { 'mail.postmark_password': null, 'mail.mailgun_signing_key': null, 'mail.ses_topics': null };
  const { body: before } = await server.asAdmin('PATCH', '/api/v1/settings', { body: unset });
  expect(before).toBeDefined();
  const nothing = createHmac('sha256', '').update(`${seconds()}a`).digest('hex');
  const forged = {
    signature: { timestamp: String(seconds()), token: 'a', signature: nothing },
    'event-data': { id: 'a' },
  };
  expect(await statusOf(report('postmark', {}, { authorization: `Basic ${btoa('keyward:')}` }))).toBe(400);
  expect(await statusOf(report('mailgun', forged))).toBe(400);
  expect(await statusOf(report('ses', { Type: 'Notification', TopicArn: '' }))).toBe(400);
  expect(await statusOf(report('sendmail', {}))).toBe(404);
  const body = {
    'mail.postmark_password': PASSWORD,
    'mail.mailgun_signing_key': SIGNING_KEY,
    'mail.ses_topics': [TOPIC],
  };
  await server.asAdmin('PATCH', '/api/v1/settings', { body });
});

it('refuses a body that is larger than any report', async () => {
  expect(await statusOf(report('mailgun', JSON.stringify({ text: 'x'.repeat(600_000) })))).toBe(413);
});

it.each([
  ['mail.postmark_password', 'short'],
  ['mail.mailgun_signing_key', 'short'],
  ['mail.ses_topics', ['arn:aws:sqs:eu-central-1:123456789012:bounces']],
])('rejects the setting %s with the value %s', async (name, value) => {
  const { status, body } = await server.asAdmin('PATCH', '/api/v1/settings', { body: { [name]: value } });
  expect([status, body.error?.details]).toMatchObject([400, [{ field: name }]]);
});

it('forgets reports after a month, when no provider sends them again', async () => {
  const authorization = `Basic ${Buffer.from(`keyward:${PASSWORD}`).toString('base64')}`;
  await report('postmark', { RecordType: 'Open', ID: 1 }, { authorization });
  const kept = async () => (await server.dataSource.query('SELECT FROM mail_reports')).length;
  server.clock.advance(29 * DAY);
  await server.app.get(SweepMailsService).deleteOld();
  expect(await kept()).toBe(1);
  server.clock.advance(2 * DAY);
  await server.app.get(SweepMailsService).deleteOld();
  expect(await kept()).toBe(0);
});
