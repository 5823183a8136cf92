import { createHmac } from 'node:crypto';
import { MailBouncesService } from '../../../src/core/platform/mail/mail-bounces.service';
import { EVERYBODY, EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { mailServer } from '../../support/prepared-things';
import type { OperationCall, PreparedWorld } from '../../support/prepared-world';

const TEXT = { subject: 'Your key for {{product.name}}', body: 'Your key: {{license.key}}' };
const ISSUED = { kind: 'license_issued', language: 'en' };

const MAILGUN_KEY = 'a-signing-key-of-mailgun';

const mailgunReport = async ({ server }: PreparedWorld) => {
  await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'mail.mailgun_signing_key': MAILGUN_KEY } });
  const [timestamp, token] = [String(Math.floor(server.clock.now().getTime() / 1000)), 'a-token'];
  const signature = createHmac('sha256', MAILGUN_KEY).update(`${timestamp}${token}`).digest('hex');
  const event = { id: 'an-event', event: 'failed', severity: 'permanent', recipient: 'bounced@example.com' };
  return { provider: 'mailgun', body: { signature: { timestamp, token, signature }, 'event-data': event } };
};

const calls: Record<string, OperationCall> = {
  listMails: { good: () => ({ query: { state: 'sent,failed' } }), bad: () => ({ query: { state: 'lost' } }) },
  listMailBounces: { good: () => ({ query: { q: 'example' } }), bad: () => ({ query: { q: '' } }) },
  reportMailBounce: {
    good: () => ({ body: { email: 'bounced@example.com', reason: '550 No such user' } }),
    bad: () => ({ body: { email: 'bounced' } }),
  },
  deleteMailBounce: {
    good: async ({ server }) => {
      await server.app.get(MailBouncesService).report({ email: 'bounced@example.com', isPermanent: true });
      return { email: 'bounced@example.com' };
    },
  },
  receiveMailReport: {
    good: mailgunReport,
    bad: () => ({ provider: 'mailgun', body: { 'event-data': { id: 'an-event' } } }),
  },
  listMailTemplates: { good: () => ({ query: { language: 'de' } }), bad: () => ({ query: { language: 'tlh' } }) },
  getMailTemplate: { good: () => ({ ...ISSUED, query: { product: 'v2-default' } }) },
  putMailTemplate: {
    good: () => ({ ...ISSUED, body: TEXT }),
    bad: () => ({ ...ISSUED, body: { ...TEXT, body: '{{license.kee}}' } }),
  },
  deleteMailTemplate: { good: () => ISSUED },
  previewMailTemplate: { good: () => ({ ...ISSUED, body: TEXT }), bad: () => ({ ...ISSUED, body: { subject: '' } }) },
  testMailTemplate: {
    good: async (world) => {
      await mailServer(world);
      return { ...ISSUED, body: { to: 'ada@example.com' } };
    },
    bad: () => ({ ...ISSUED, body: { to: 'ada' } }),
  },
};

const callers: Record<string, string> = {
  listMails: EVERY_USER,
  listMailBounces: EVERY_USER,
  reportMailBounce: 'owner admin',
  deleteMailBounce: 'owner admin',
  receiveMailReport: EVERYBODY,
  listMailTemplates: EVERY_USER,
  getMailTemplate: EVERY_USER,
  putMailTemplate: 'owner admin',
  deleteMailTemplate: 'owner admin',
  previewMailTemplate: EVERY_USER,
  testMailTemplate: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
