import { checkedFile } from '../../testkit/forms';
import { Permission } from '../../../src/core/identity/permissions/permission';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const LONG = 'Donaudampfschifffahrtsgesellschaftskapitänsverein'.repeat(4);

/** A lead with long and odd values. */
const lead = oncePerServer(async (server) => {
  const { body } = await server.asAdmin('POST', '/api/v1/leads', {
    body: {
      name: `Université de Montréal & 北京大学 <${LONG}>`,
      type: 'university',
      status: 'qualified',
      city: 'Montréal, CA',
      website: `https://example.com/${LONG}`,
      address: '2900 Bd Édouard-Montpetit\nMontréal',
      notes: LONG,
      contacts: [
        { name: LONG, position: 'Head of IT', emails: ['grace@example.com', `${'a'.repeat(50)}@example.com`] },
        { name: 'Ada', phones: ['+1 555 0100', '+1 555 0101'] },
      ],
    },
  });
  await server.asAdmin('POST', `/api/v1/leads/${body.id}/activities`, {
    body: { type: 'call', text: `Wants 60 seats ${LONG}` },
  });
  return body.id as string;
});

const pageOf =
  (verb: string) =>
  async (server: TestServer): Promise<string> =>
    `/leads/${verb}/${await lead(server)}`;

const list = oncePerServer(async (server) => {
  await lead(server);
  for (const [index, status] of ['new', 'contacted', 'lost'].entries()) {
    await server.asAdmin('POST', '/api/v1/leads', { body: { name: `Lead ${index}`, type: 'company', status } });
  }
  return '/leads/?type=company';
});

export const PAGES: readonly ConsolePage[] = [
  { name: 'leads', path: list, permission: 'leads:read' },
  { name: 'leads-nothing-found', path: '/leads/?q=nothing', permission: 'leads:read' },
  { name: 'lead-create', path: '/leads/create', permission: 'leads:write' },
  { name: 'lead-edit', path: pageOf('edit'), permission: 'leads:read' },
  { name: 'lead-delete', path: pageOf('delete'), permission: 'leads:write' },
  { name: 'lead-convert', path: pageOf('convert'), permission: 'leads:write' },
  { name: 'lead-import', path: '/leads/import', permission: 'leads:write' },
  {
    name: 'lead-import-check',
    path: (server) =>
      checkedFile(server, '/leads/import', 'Firma,Art,Farbe\nCheck AG,company,red\nCheck GmbH,school,blue\n'),
    permission: 'leads:write',
  },
  { name: 'components', path: '/console/components', permission: Permission.SettingsWrite },
  { name: 'components-confirmation', path: '/console/components/delete', permission: Permission.SettingsWrite },
];
