import { definePlugin, SAMPLE_IDS } from '../../core/common';
import { texts } from '../../core/i18n';
import { ResourcesModule } from './resources.module';

const PATH = '/console/resources';

/** Numbered resources, such as servers, that are allocated to licenses. */
export const RESOURCES_PLUGIN = definePlugin({
  name: 'resources',
  modules: [ResourcesModule],
  tags: { resources: 'app-bundles' },
  examples: {
    updateResource: { identifier: 'SRV-002' },
    allocateResources: { license_id: 'DEMO-ACTIVE-0001', resource_ids: [SAMPLE_IDS.resource] },
    releaseResources: { resource_ids: [SAMPLE_IDS.resource] },
  },
  parameters: { 'resources/id': SAMPLE_IDS.resource },
  console: {
    navigation: [
      {
        part: 'products',
        place: 40,
        title: () => texts('navigation').resources,
        path: PATH,
        icon: 'globe',
        permission: 'resources:read',
        list: 'resources',
        usedIf: 'EXISTS (SELECT FROM resources)',
      },
    ],
    found: { resource: { icon: 'globe', path: (id) => `${PATH}/${id}` } },
    subjects: { resources: (id) => `${PATH}/${id}` },
    licenseDeletion: [{ icon: 'globe', text: () => texts('licenseActions').resourcesReleased }],
  },
});
