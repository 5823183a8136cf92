import { SAMPLE_IDS } from '../common/openapi/sample-ids';
import { plugins } from '../common/plugins/plugins';

const LICENSE = 'DEMO-ACTIVE-0001';
const DEVICE = { license_key: LICENSE, hardware_id: 'demo-desk' };
const PASSWORD = 'correct horse battery staple';
const SESSION = { session_token: SAMPLE_IDS.sessionToken };
const IN_FOUR_YEARS = '2030-12-31T23:59:59.000Z';

/** Bodies by operation that work as they stand on a server with the demo data (DEMO=1). */
export const NATIVE_EXAMPLES: Readonly<Record<string, object>> = {
  logIn: { username: 'admin', password: PASSWORD },
  changePassword: { current_password: PASSWORD, new_password: 'incorrect horse battery staple' },
  updateUser: { email: 'jane@example.com', role: 'support' },
  createApiKey: { name: 'Release pipeline', kind: 'internal' },
  updateApiKey: { api_version: '2026-12-01' },
  createProduct: { reference: 'photo-studio', name: 'Photo Studio', description: 'Edits photographs.' },
  updateProduct: { name: 'Photo Studio', description: 'Edits photographs.' },
  updateVersion: { summary: 'Faster start', changelog: 'Starts in half the time.' },
  createPolicy: { name: 'Floating, 5 seats', key_format: 'LIC-%Z{16}', max_activations: 5, features: ['export'] },
  updatePolicy: { grace_days: 14, features: ['export', 'cloud'] },
  putMailTemplate: {
    subject: 'Your license for {{product.name}}',
    body: 'Hello {{customer.name}}, your key: {{license.key}}',
  },
  previewMailTemplate: { subject: 'Your license for {{product.name}}' },
  mergeCustomers: { customer_ids: [SAMPLE_IDS.customer] },
  checkForUpdate: { product: 'demo-photo-studio', current_version: '1.0.0', channel: 'stable' },
  updateCustomer: { phone: '+44 20 7946 0000' },
  updateGroup: { max_licenses: 100 },
  convertTrial: { type: 'perpetual' },
  createAppBundle: { app_bundle_id: 'com.example.app', expires_at: IN_FOUR_YEARS, features: ['beauty', 'filter'] },
  updateAppBundle: { version: '2.5.0', expires_at: IN_FOUR_YEARS },
  issueLicense: { product: 'demo-photo-studio', type: 'subscription', max_activations: 3, expires_at: IN_FOUR_YEARS },
  issueLicenses: { product: 'demo-photo-studio', count: 10, max_activations: 3, batch: 'Spring fair' },
  updateLicense: { max_activations: 5, description: 'Order 1001' },
  createKeyPool: { name: 'Retail boxes', product: 'demo-photo-studio', warning_threshold: 20 },
  updateKeyPool: { warning_threshold: 10 },
  importPooledKeys: { keys: ['BOX-0001-A7K2', 'BOX-0002-M9QX'] },
  drawPooledKey: { order_reference: 'order-1001' },
  startLicenseSession: { ...DEVICE, app_version: '1.0.0' },
  sendLicenseSessionHeartbeat: SESSION,
  endLicenseSession: SESSION,
  changeLicenseSessionFeatures: { ...SESSION, take: ['export-pdf'] },
  requestLicenseFile: DEVICE,
  addMeterGrant: { amount: 500, expires_at: '2035-12-31T23:59:59.000Z', note: 'Ticket 4711' },
  recordUsage: { ...DEVICE, items: [{ meter: 'exports', amount: 1 }] },
  reserveUsage: { ...DEVICE, items: [{ meter: 'exports', amount: 1 }] },
  takeRateLimit: { ...DEVICE, limit: 'reports' },
  activate: { license_key: LICENSE, hardware_id: 'demo-tablet', machine_name: 'Tablet', app_version: '1.0.0' },
  validate: { ...DEVICE, app_version: '1.0.0' },
  heartbeat: DEVICE,
  deactivate: { license_key: LICENSE, hardware_id: 'demo-laptop', reason: 'Moved to a new computer' },
  extendLicense: { days: 30 },
  changeLicensePolicy: { policy: SAMPLE_IDS.policy },
  changeLicensePolicies: { policy: SAMPLE_IDS.policy, filter: { product: 'demo-photo-studio' }, dry_run: true },
  bulkLicenses: { action: 'extend', filter: { product: 'demo-photo-studio' }, params: { days: 30 }, preview: true },
  requestTrial: { product: 'demo-shop-plugin', hardware_id: 'demo-tablet', email: 'jane@example.com' },
  requestTrialByEmail: { product: 'demo-shop-plugin', email: 'jane@example.com', name: 'Jane Doe' },
  updateWebhook: { description: 'Billing' },
  rotateWebhookSecret: { overlap_hours: 24 },
  updateSettings: {
    'limits.native.default': 2000,
    'blacklist.addresses': ['203.0.113.0/24'],
    'blacklist.domains': null,
  },
  ...Object.fromEntries(plugins().flatMap(({ examples = {} }) => Object.entries(examples))),
};
