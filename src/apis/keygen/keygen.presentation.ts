import type { DialectPresentation } from '../../core/common';
import { KEYGEN_TEXTS } from './keygen.texts';

const SAMPLE_KEY = 'DEMO-ACTIVE-0001';

/** Presentation of this API in documents and in the console. */
export const KEYGEN_PRESENTATION: DialectPresentation = {
  label: 'Keygen',
  texts: KEYGEN_TEXTS,
  tags: {
    licenses: 'Validate licenses and read them with their entitlements and machines.',
    machines: 'Activate and deactivate machines, and send heartbeats.',
  },
  examples: {
    validateKey: { meta: { key: SAMPLE_KEY } },
    validateLicense: { meta: { scope: { fingerprint: 'demo-desk' } } },
  },
  parameters: {
    'licenses/id': SAMPLE_KEY,
    'machines/id': 'demo-desk',
    'resetMachine.id': 'd1f0a3b6-2c48-4e95-8a17-3b6c9d0e5f21',
    'resetMachineHeartbeat.id': 'd1f0a3b6-2c48-4e95-8a17-3b6c9d0e5f21',
    'activateMachine.Authorization': 'License PROGRAN3-2025-DEMO01-DEMO01',
  },
  tryIt: [
    {
      name: 'validate',
      method: 'POST',
      path: '/v1/licenses/actions/validate-key',
      fields: ['key', 'device'],
      body: ({ key, device }) => ({ meta: { key, scope: { fingerprint: device } } }),
    },
  ],
};
