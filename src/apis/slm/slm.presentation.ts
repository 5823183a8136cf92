import type { DialectPresentation, SampleCall } from '../../core/common';
import { SLM_TEXTS } from './slm.texts';

const KEY = 'DEMO-UNUSED-0003';
const SITE = { license_key: KEY, registered_domain: 'demo-site.example' };

const call = (name: string, fields: readonly SampleCall['fields'][number][]): SampleCall => ({
  name,
  method: 'POST',
  path: '/',
  fields,
  body: ({ key, domain, credential }) => ({
    slm_action: `slm_${name}`,
    secret_key: credential,
    license_key: key,
    registered_domain: domain,
  }),
});

/** Presentation of this API in documents and in the console. */
export const SLM_PRESENTATION: DialectPresentation = {
  label: 'Software License Manager',
  texts: SLM_TEXTS,
  tags: {
    license: 'Activate, check and deactivate a license on a domain.',
    creation: 'Create a license.',
  },
  examples: {
    activateLicense: SITE,
    deactivateLicense: SITE,
    createLicense: { product_ref: 'demo-shop-plugin', email: 'customer@example.com', max_allowed_domains: '2' },
  },
  tryIt: [
    call('check', ['key', 'credential']),
    call('activate', ['key', 'domain', 'credential']),
    call('deactivate', ['key', 'domain', 'credential']),
  ],
};
