import { SendPortalLinkService } from '../../../src/core/mail/send-portal-link.service';
import { MANAGERS, READERS } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { formOf } from '../../testkit/forms';
import { deleted, made } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createCustomer: { good: ({ name }) => ({ body: { name: name(), email: `${name()}@example.com` } }) },
  listCustomers: { good: () => ({ query: { limit: '2' } }), bad: () => ({ query: { email: '' } }) },
  getCustomer: { good: (world) => made(world, 'customers') },
  updateCustomer: { good: async (world) => ({ ...(await made(world, 'customers')), body: { phone: '1' } }) },
  deleteCustomer: { good: (world) => made(world, 'customers') },
  restoreCustomer: { good: async (world) => deleted(world, 'customers', await made(world, 'customers')) },
  exportCustomers: { good: () => ({ query: { reference: 'nobody' } }), bad: () => ({ query: { email: '' } }) },
  importCustomers: {
    good: async ({ name }) => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', `name,email\nAda,${name()}@example.com\n`, 'customers.csv'])),
    }),
    bad: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'name,email\nAda,nobody\n', 'customers.csv'])),
    }),
  },
  sendPortalLink: {
    good: async (world) => {
      world.server.app.get(SendPortalLinkService).sendWith({ isOn: true, sendLink: () => Promise.resolve() });
      const email = `${world.name()}@example.com`;
      const { body } = await world.server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Ada', email } });
      return { id: body.id };
    },
  },
  mergeCustomers: {
    good: async (world) => {
      const { id } = await made(world, 'customers');
      return { id, body: { customer_ids: [(await made(world, 'customers')).id] } };
    },
  },
};

const callers: Record<string, string> = {
  createCustomer: MANAGERS,
  listCustomers: READERS,
  getCustomer: READERS,
  updateCustomer: MANAGERS,
  deleteCustomer: MANAGERS,
  restoreCustomer: MANAGERS,
  exportCustomers: READERS,
  importCustomers: MANAGERS,
  sendPortalLink: MANAGERS,
  mergeCustomers: MANAGERS,
};

export const contract: ApiContract = { calls, callers };
