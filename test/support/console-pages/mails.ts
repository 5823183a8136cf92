import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG_ADDRESS = `${'klangregie'.repeat(6)}@hochschule-fuer-musik-und-darstellende-kunst.example`;
const TEMPLATE = '/console/mail-templates/license_issued/de';

/** E-mails in all states, marked addresses and a text of the vendor. */
const mails = oncePerServer(async (server) => {
  const settings = { 'mail.smtp_url': 'smtp://127.0.0.1:1', 'mail.from': 'sales@example.com' };
  await server.asAdmin('PATCH', '/api/v1/settings', { body: settings });
  for (const to of ['ada@example.com', LONG_ADDRESS]) {
    for (const kind of ['license_issued', 'order_refunded']) {
      await server.asAdmin('POST', `/api/v1/mail-templates/${kind}/de/test`, { body: { to } });
    }
    await server.asAdmin('POST', '/api/v1/mails/bounces', { body: { email: to, reason: 'No such user '.repeat(12) } });
  }
  await server.dataSource.query(
    `UPDATE mails SET state = CASE id % 3 WHEN 0 THEN 'sent' WHEN 1 THEN 'failed' ELSE 'suppressed' END,
      finished_at = created_at, error = CASE id % 3 WHEN 0 THEN NULL ELSE repeat('550 No such user ', 12) END
      WHERE id % 4 < 3`,
  );
  const text = { subject: `Ihre Lizenz ${'für {{product.name}} '.repeat(4)}`, body: 'Guten Tag,\n\n{{license.key}}' };
  await server.asAdmin('PUT', '/api/v1/mail-templates/license_issued/de', { body: text });
});

const after = (path: string) => async (server: TestServer) => {
  await mails(server);
  return path;
};

const permission = 'mails:read';
const reads = 'mail-templates:read';
const writes = 'mail-templates:write';

export const PAGES: readonly ConsolePage[] = [
  { name: 'mails-none', path: '/console/mails', permission },
  { name: 'mail-bounces-none', path: '/console/mails/bounces', permission },
  { name: 'mails', path: after('/console/mails'), permission },
  { name: 'mails-nothing-found', path: after('/console/mails?q=nobody&state=sent'), permission },
  { name: 'mail-bounces', path: after('/console/mails/bounces'), permission },
  { name: 'mail-templates', path: after('/console/mail-templates?language=de'), permission: reads },
  { name: 'mail-template', path: after(TEMPLATE), permission: writes },
  { name: 'mail-template-test', path: after(`${TEMPLATE}/test`), permission: writes },
  { name: 'mail-template-reset', path: after(`${TEMPLATE}/reset`), permission: writes },
];
