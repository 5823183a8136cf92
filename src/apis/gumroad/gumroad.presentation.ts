import type { DialectPresentation } from '../../core/common';
import { GUMROAD_TEXTS } from './gumroad.texts';

const PHOTO_STUDIO = 'demo-photo-studio';
const SHOP_PLUGIN = 'demo-shop-plugin';

/** Presentation of this API in documents and in the console. */
export const GUMROAD_PRESENTATION: DialectPresentation = {
  label: 'Gumroad',
  texts: GUMROAD_TEXTS,
  tags: { licenses: 'Verify license keys and count their uses; enable, disable and rotate them.' },
  examples: {
    verifyLicense: { product_id: PHOTO_STUDIO, license_key: 'DEMO-ACTIVE-0001', increment_uses_count: true },
    enableLicense: { product_id: SHOP_PLUGIN, license_key: 'DEMO-DISABLED-0006' },
    disableLicense: { product_id: SHOP_PLUGIN, license_key: 'DEMO-DISABLED-0006' },
    decrementUsesCount: { product_id: PHOTO_STUDIO, license_key: 'DEMO-ACTIVE-0001' },
    rotateLicense: { product_id: SHOP_PLUGIN, license_key: 'DEMO-UNUSED-0003' },
  },
  tryIt: [
    {
      name: 'verify',
      method: 'POST',
      path: '/v2/licenses/verify',
      fields: ['key', 'product'],
      body: ({ key, product }) => ({ license_key: key, product_id: product, increment_uses_count: false }),
    },
  ],
};
