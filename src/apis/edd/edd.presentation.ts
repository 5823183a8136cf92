import type { DialectPresentation, SampleCall } from '../../core/common';
import { EDD_TEXTS } from './edd.texts';

const PRODUCT = 'Shop Plugin (demo)';
const SITE = { license: 'DEMO-UNUSED-0003', item_name: PRODUCT, url: 'https://demo-site.example' };

const siteCall = (name: string): SampleCall => ({
  name,
  method: 'POST',
  path: '/',
  fields: ['key', 'product', 'domain'],
  body: ({ key, product, domain }) => ({
    edd_action: `${name}_license`,
    license: key,
    item_name: product,
    url: domain,
  }),
});

/** Presentation of this API in documents and in the console. */
export const EDD_PRESENTATION: DialectPresentation = {
  label: 'EDD Software Licensing',
  texts: EDD_TEXTS,
  tags: {
    license: 'Activate, check and deactivate a license at a site.',
    version: 'The latest version of a plugin and its file.',
  },
  parameters: {
    product: 'demo-shop-plugin',
    version: 'v3.2.0',
    ticket: 'TICKET',
    name: 'shop-plugin-3.2.0.zip',
  },
  examples: { activateLicense: SITE, deactivateLicense: SITE },
  tryIt: [siteCall('check'), siteCall('activate'), siteCall('deactivate')],
};
