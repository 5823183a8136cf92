import { definePlugin, SAMPLE_IDS } from '../../core/common';
import { texts } from '../../core/i18n';
import { RelaysModule } from './relays.module';

/** Relays: servers in networks of customers, which serve a part of a license and report what was used of it. */
export const RELAYS_PLUGIN = definePlugin({
  name: 'relays',
  needs: ['relay'],
  modules: [RelaysModule],
  tags: { relays: 'app-bundles' },
  examples: {
    issueRelay: { name: 'Plant 2', pool: { activations: 1 }, expires_at: '2030-12-31T23:59:59.000Z' },
  },
  parameters: { 'relays/id': SAMPLE_IDS.relay, 'relays/relay_id': SAMPLE_IDS.relay },
  console: {
    licenseLinks: [
      {
        title: () => texts('relays').title,
        icon: 'server',
        permission: 'licenses:read',
        path: (id) => `/console/relays/licenses/${id}`,
      },
    ],
    subjects: { relays: (id) => `/console/relays/${id}` },
  },
});
