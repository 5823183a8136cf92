import { MailBouncesService } from '../../../src/core/platform/mail/mail-bounces.service';
import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { mailServer } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const TEXT = { subject: 'Your key for {{product.name}}', body: 'Your key: {{license.key}}' };
const ISSUED = { kind: 'license_issued', language: 'en' };

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
  listMailTemplates: EVERY_USER,
  getMailTemplate: EVERY_USER,
  putMailTemplate: 'owner admin',
  deleteMailTemplate: 'owner admin',
  previewMailTemplate: EVERY_USER,
  testMailTemplate: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
