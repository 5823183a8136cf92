import type { DialectPresentation, SampleCall } from '../../core/common';
import { PROGRAN3_TEXTS } from './progran3.texts';

const licenseCall = (name: string, path: string): SampleCall => ({
  name,
  method: 'POST',
  path,
  fields: ['key', 'device'],
  body: ({ key, device }) => ({ license_key: key, system_fingerprint: device }),
});

const pluginCall = (more: object): object => ({
  license_key: 'PROGRAN3-2025-DEMO01-DEMO01',
  system_fingerprint: 'a'.repeat(64),
  ...more,
});

/** Presentation of this API in documents and in the console. */
export const PROGRAN3_PRESENTATION: DialectPresentation = {
  label: 'ProGran3',
  texts: PROGRAN3_TEXTS,
  tags: {
    licenses: 'Activate and validate licenses; generate, list and change them.',
    systems: 'Systems of the plugin, their heartbeats and telemetry, modules and statistics.',
  },
  parameters: {
    id: '8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84',
    name: 'report-generator',
    'X-Fingerprint-Hash': 'a'.repeat(64),
  },
  examples: {
    createLicense: { license_key: 'PROGRAN3-2025-HAND01-XYZ789', duration_days: 365, description: 'Annual license' },
    activateLicense: pluginCall({ user_email: 'user@example.com' }),
    validateLicense: pluginCall({}),
    recordHeartbeat: pluginCall({ event_type: 'startup' }),
    updateSystem: {
      license_id: '8e7d3c52-41a9-4f6b-b2d0-6f1c9a5e3b84',
      fingerprint_hash: 'a'.repeat(64),
      system_data: { os: 'Windows 10' },
    },
    sendTelemetry: { os: 'Windows 10' },
  },
  tryIt: [
    licenseCall('validate', '/api/licenses/validate'),
    {
      ...licenseCall('activate', '/api/licenses/activate'),
      fields: ['key', 'device', 'email'],
      body: ({ key, device, email }) => ({ license_key: key, system_fingerprint: device, user_email: email }),
    },
    licenseCall('heartbeat', '/api/heartbeats'),
  ],
};
