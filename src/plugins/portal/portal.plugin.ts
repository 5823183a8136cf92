import { definePlugin, SAMPLE_IDS } from '../../core/common';
import { texts } from '../../core/i18n';
import { PortalApiModule } from './api/portal-api.module';
import { CLAIMS_PATH } from './console/claim-paths';
import { PORTAL_PAGES } from './frame/portal.dialect';
import { PortalBrandService } from './frame/portal-brand.service';
import { usePortalBrand } from './frame/portal-hooks';
import { PortalModule } from './portal.module';

export const PORTAL_PLUGIN = definePlugin({
  name: 'portal',
  modules: [PortalApiModule],
  tags: { portal: 'groups', claims: 'groups' },
  examples: {
    createPortalSession: { customer: SAMPLE_IDS.customer, page: 'licenses' },
    importClaims: { claims: [{ license_key: 'DEMO-UNUSED-0003', email: 'ada@example.com' }] },
  },
  parameters: { 'claims/id': SAMPLE_IDS.claim, 'refuseClaim.id': SAMPLE_IDS.spareClaim },
  pages: { dialect: PORTAL_PAGES, module: (modules) => PortalModule.with(modules) },
  console: {
    navigation: [
      {
        part: 'customers',
        place: 40,
        title: () => texts('claims').title,
        path: CLAIMS_PATH,
        icon: 'key',
        permission: 'claims:read',
        count: 'claims',
        usedIf: 'EXISTS (SELECT FROM portal_claims)',
      },
      {
        part: 'settings',
        place: 25,
        title: () => texts('settings').pages.portal[0],
        path: '/console/settings/portal',
        icon: 'user',
        permission: 'settings:read',
      },
    ],
    // At most as many as an index of the pending ones finds at once.
    counts: {
      claims: `SELECT count(*)::integer FROM (SELECT FROM portal_claims WHERE state = 'pending' LIMIT 100) found`,
    },
  },
  hooks: (fastify, app) => usePortalBrand(fastify, app.get(PortalBrandService, { strict: false })),
});
