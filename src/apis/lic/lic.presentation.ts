import type { DialectPresentation } from '../../core/common';
import { LIC_TEXTS } from './lic.texts';

/** Presentation of this API in documents and in the console. */
export const LIC_PRESENTATION: DialectPresentation = {
  label: 'LIC',
  texts: LIC_TEXTS,
  tags: {
    verify: 'The call of client programs: verify a license and bind it to a machine.',
    auth: 'Log in and out of the management calls.',
    licenses: 'Create, list, change, extend, disable and unbind licenses.',
    records: 'Statistics and the log of verifications.',
  },
  parameters: { id: 2, 'deleteLicense.id': 4 },
  examples: {
    verifyLicense: { license_key: 'DEMO-ACTIVE-0001', machine_code: 'demo-desk', app_version: '1.0.0' },
    logIn: { username: 'admin', password: 'correct horse battery staple' },
  },
  tryIt: [
    {
      name: 'verify',
      method: 'POST',
      path: '/api/verify',
      fields: ['key', 'device'],
      body: ({ key, device }) => ({ license_key: key, machine_code: device }),
    },
  ],
};
