import { definePlugin, SAMPLE_IDS } from '../../core/common';
import { texts } from '../../core/i18n';
import { PortalApiModule } from './api/portal-api.module';
import { PORTAL_PAGES } from './frame/portal.dialect';
import { PortalBrandService } from './frame/portal-brand.service';
import { usePortalBrand } from './frame/portal-hooks';
import { PortalModule } from './portal.module';

export const PORTAL_PLUGIN = definePlugin({
  name: 'portal',
  modules: [PortalApiModule],
  tags: { portal: 'groups' },
  examples: { createPortalSession: { customer: SAMPLE_IDS.customer, page: 'licenses' } },
  pages: { dialect: PORTAL_PAGES, module: (modules) => PortalModule.with(modules) },
  console: {
    navigation: [
      {
        part: 'settings',
        place: 25,
        title: () => texts('settings').pages.portal[0],
        path: '/console/settings/portal',
        icon: 'user',
        permission: 'settings:read',
      },
    ],
  },
  hooks: (fastify, app) => usePortalBrand(fastify, app.get(PortalBrandService, { strict: false })),
});
