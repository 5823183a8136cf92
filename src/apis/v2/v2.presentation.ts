import type { DialectPresentation, SampleCall } from '../../core/common';
import { V2_TEXTS } from './v2.texts';

const licenseCall = (name: string): SampleCall => ({
  name,
  method: 'POST',
  path: `/api/license/${name}`,
  fields: ['key', 'device', 'credential'],
  headers: ({ credential }) => ({ 'x-api-key': credential }),
  body: ({ key, device }) => ({ license_key: key, hardware_hash: device }),
});

const LICENSE_KEY = 'TEST-TEST-TEST-TEST';
const DEVICE = { license_key: LICENSE_KEY, hardware_hash: 'unique-hardware-identifier' };
/** A token that the server makes: a reader replaces it. */
const SESSION = { session_token: 'ks_3f9c1d7e5b8a4260c9e1f7a3d5b80246' };

/** Presentation of this API in documents and in the console. */
export const V2_PRESENTATION: DialectPresentation = {
  label: 'V2',
  texts: V2_TEXTS,
  webhookFormat: 'the body of the V2 license server',
  tags: {
    license: 'Calls of client programs: activate, verify and look up a license.',
    session: 'Heartbeats and sessions of client programs.',
    version: 'Updates for client programs.',
    status: 'Whether the server runs.',
    'license-admin': 'Change licenses, one or many.',
    devices: 'Devices of a license.',
    customers: 'Customers and their licenses.',
    resources: 'Resources of licenses.',
    leads: 'Statistics of leads, and their files.',
    admin: 'Search, license keys and tokens for the admin panel.',
    monitoring: 'Live statistics and anomalies.',
  },
  parameters: { license_key: LICENSE_KEY, customer_id: 1, license_id: 2, device_id: 1 },
  examples: {
    activateLicense: { ...DEVICE, app_version: '1.0.0', machine_name: 'DESKTOP-ABC123' },
    verifyLicense: { ...DEVICE, app_version: '1.0.0' },
    sendDeviceHeartbeat: DEVICE,
    startSession: { ...DEVICE, machine_id: 'DESKTOP-ABC123', version: '1.0.0' },
    sendSessionHeartbeat: SESSION,
    endSession: SESSION,
    checkVersion: { license_key: LICENSE_KEY, current_version: '1.0.0' },
    activateLicenses: { license_ids: [2] },
    deactivateLicenses: { license_ids: [2] },
    deleteLicenses: { license_ids: [3] },
    allocateLicenseResources: { license_id: 1, resource_ids: [1] },
  },
  tryIt: ['verify', 'activate', 'heartbeat'].map(licenseCall),
};
