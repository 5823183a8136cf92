import { EVERY_USER } from '../../support/callers-of-operations';
import type { ApiContract } from '../../support/contracts';
import { formOf } from '../../testkit/forms';
import { lead, leadContact } from '../../support/prepared-things';
import type { OperationCall } from '../../support/prepared-world';

const calls: Record<string, OperationCall> = {
  createLead: { good: ({ name }) => ({ body: { name: name(), type: 'university', contacts: [{ name: 'Grace' }] } }) },
  listLeads: { good: () => ({ query: { status: 'new' } }), bad: () => ({ query: { status: 'gone' } }) },
  exportLeads: { good: () => ({ query: { q: 'a' } }), bad: () => ({ query: { q: '' } }) },
  getLead: { good: lead },
  updateLead: { good: async (world) => ({ ...(await lead(world)), body: { status: 'contacted' } }) },
  deleteLead: { good: lead },
  convertLead: { good: lead },
  importLeads: {
    good: async ({ name }) => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', `name,type\n${name()},university`, 'leads.csv'])),
    }),
    bad: async () => ({
      query: { dry_run: 'false' },
      ...(await formOf(['file', 'name,type\n,university', 'leads.csv'])),
    }),
  },
  listLeadContacts: { good: lead },
  createLeadContact: { good: async (world) => ({ ...(await lead(world)), body: { name: 'Ada' } }) },
  updateLeadContact: { good: async (world) => ({ ...(await leadContact(world)), body: { position: 'Head of IT' } }) },
  deleteLeadContact: { good: leadContact },
  listLeadActivities: { good: lead },
  createLeadActivity: { good: async (world) => ({ ...(await lead(world)), body: { type: 'call', text: 'Hello' } }) },
};

const callers: Record<string, string> = {
  createLead: 'owner admin',
  listLeads: EVERY_USER,
  exportLeads: EVERY_USER,
  getLead: EVERY_USER,
  updateLead: 'owner admin',
  deleteLead: 'owner admin',
  convertLead: 'owner admin',
  importLeads: 'owner admin',
  listLeadContacts: EVERY_USER,
  createLeadContact: 'owner admin',
  updateLeadContact: 'owner admin',
  deleteLeadContact: 'owner admin',
  listLeadActivities: EVERY_USER,
  createLeadActivity: 'owner admin',
};

export const contract: ApiContract = { calls, callers };
