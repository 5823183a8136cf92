import type { DialectPresentation } from '../../core/common';
import { LEMON_SQUEEZY_TEXTS } from './lemon-squeezy.texts';

const SAMPLE = { license_key: 'DEMO-ACTIVE-0001', instance_id: 'd1f0a3b6-2c48-4e95-8a17-3b6c9d0e5f21' };

/** Presentation of this API in documents and in the console. */
export const LEMON_SQUEEZY_PRESENTATION: DialectPresentation = {
  label: 'Lemon Squeezy',
  texts: LEMON_SQUEEZY_TEXTS,
  tags: { licenses: 'Calls of programs: activate, validate and deactivate instances of a license.' },
  examples: {
    activateLicense: { license_key: SAMPLE.license_key, instance_name: 'demo-desk' },
    validateLicense: SAMPLE,
    deactivateLicense: SAMPLE,
  },
  tryIt: [
    {
      name: 'validate',
      method: 'POST',
      path: '/v1/licenses/validate',
      fields: ['key'],
      body: ({ key }) => ({ license_key: key }),
    },
    {
      name: 'activate',
      method: 'POST',
      path: '/v1/licenses/activate',
      fields: ['key', 'device'],
      body: ({ key, device }) => ({ license_key: key, instance_name: device }),
    },
  ],
};
