import type { DialectPresentation } from '../../common/dialects/define-dialect';
import { GUMROAD_TEXTS } from './gumroad.texts';

const sample = (license_key: string) => ({ product_id: 'demo', license_key });

/** How documents and the console present this API. */
export const GUMROAD_PRESENTATION: DialectPresentation = {
  label: 'Gumroad',
  texts: GUMROAD_TEXTS,
  tags: { licenses: 'Verify license keys and count their uses; enable, disable and rotate them.' },
  examples: {
    verifyLicense: { ...sample('DEMO-ACTIVE-0001'), increment_uses_count: true },
    enableLicense: sample('DEMO-DISABLED-0006'),
    disableLicense: sample('DEMO-DISABLED-0006'),
    decrementUsesCount: sample('DEMO-ACTIVE-0001'),
    rotateLicense: sample('DEMO-UNUSED-0003'),
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
