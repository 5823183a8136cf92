import { definePlugin, SAMPLE_IDS } from '../../core/common';
import { texts } from '../../core/i18n';
import { LeadsModule } from './leads.module';

/** Institutions that may become customers, with their contacts and what was talked about. */
export const LEADS_PLUGIN = definePlugin({
  name: 'leads',
  modules: [LeadsModule],
  tags: { leads: 'app-bundles' },
  examples: {
    updateLead: { status: 'contacted' },
    createLeadActivity: { type: 'call', text: 'Wants 60 seats' },
  },
  parameters: {
    'contacts/contact_id': SAMPLE_IDS.contact,
    'leads/id': SAMPLE_IDS.lead,
    'deleteLead.id': SAMPLE_IDS.spareLead,
  },
  console: {
    pathPrefixes: ['/leads', '/leads/export', '/leads/import'],
    navigation: [
      {
        part: 'customers',
        place: 20,
        title: () => texts('navigation').leads,
        path: '/leads/',
        icon: 'building-2',
        permission: 'leads:read',
        list: 'leads',
        usedIf: 'EXISTS (SELECT FROM institutions)',
      },
    ],
    found: { lead: { icon: 'building-2', path: (id) => `/leads/edit/${id}` } },
    subjects: { institutions: (id) => `/leads/edit/${id}` },
    forms: [
      { title: () => texts('search').newThings.lead, path: '/leads/create', permission: 'leads:write' },
      { title: () => texts('search').newThings.importLeads, path: '/leads/import', permission: 'leads:write' },
    ],
  },
});
