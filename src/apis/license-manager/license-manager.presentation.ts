import type { DialectPresentation, SampleCall, SampleInput } from '../../core/common';
import { LICENSE_MANAGER_TEXTS } from './license-manager.texts';

const withKey = ({ credential }: SampleInput) => ({ 'x-api-key': credential });

const licenseCall = (name: string, more: object = {}): SampleCall => ({
  name,
  method: 'POST',
  path: `/api/external/license/${name}`,
  fields: ['key', 'product', 'client', 'domain', 'credential'],
  headers: (input) => ({ ...withKey(input), 'x-api-url': input.domain }),
  body: ({ key, product, client }) => ({ product_id: product, license_code: key, client_name: client, ...more }),
});

const PRODUCT = 'demo-shop-plugin';
const SITE = { product_id: PRODUCT, license_code: 'DEMO-UNUSED-0003', client_name: 'Customer Name' };
const STUDIO_SITE = { product_id: 'demo-photo-studio', license_code: 'DEMO-ACTIVE-0001', client_name: 'Customer Name' };
const SOLD = { license_code: 'DEMO-FULL-0002' };

/** Presentation of this API in documents and in the console. */
export const LICENSE_MANAGER_PRESENTATION: DialectPresentation = {
  label: 'License Manager',
  texts: LICENSE_MANAGER_TEXTS,
  webhookFormat: 'body and headers of License Manager',
  tags: {
    license: 'Calls of client programs: activate, verify, check and deactivate a license.',
    update: 'Updates for client programs.',
    connection: 'Whether the server runs and an API key is valid.',
    products: 'Products and their state.',
    versions: 'Versions of a product and their files.',
    licenses: 'Licenses of products, and blocked ones.',
    activations: 'Activations of licenses on domains.',
    legacy: "LicenseBox's calls, which its programs still use.",
  },
  parameters: {
    'activated-product-activations/id': 1,
    'blocked-product-licenses/id': SOLD.license_code,
    'product-licenses/id': SOLD.license_code,
    reference_id: PRODUCT,
    type: 'main',
    version: 'v3.2.0',
    version_id: 'v3.2.0',
  },
  examples: {
    activateLicense: { ...SITE, verify_type: 'non_envato' },
    verifyLicense: SITE,
    deactivateLicense: SITE,
    checkLicense: { license_code: SITE.license_code },
    checkUpdate: { product_id: PRODUCT, current_version: '3.1.4' },
    getLatestVersion: { product_id: PRODUCT },
    downloadUpdate: SITE,
    activateLicenseLegacy: { ...STUDIO_SITE, verify_type: 'non_envato' },
    verifyLicenseLegacy: STUDIO_SITE,
    deactivateLicenseLegacy: STUDIO_SITE,
    checkUpdateLegacy: { product_id: PRODUCT, current_version: '3.1.4' },
    getLatestVersionLegacy: { product_id: PRODUCT },
    downloadUpdateLegacy: SITE,
    createLicenseLegacy: { product_id: PRODUCT, client_email: 'customer@example.com', expiry_days: 365 },
    editLicenseLegacy: { ...SOLD, client_email: 'customer@example.com' },
    getLicenseLegacy: SOLD,
    searchLicensesLegacy: { keyword: SOLD.license_code },
    blockLicenseLegacy: SOLD,
    unblockLicenseLegacy: SOLD,
    deactivateActivationsLegacy: SOLD,
    deleteLicenseLegacy: { license_code: 'DEMO-REVOKED-0008' },
    getProductLegacy: { product_id: PRODUCT },
    markProductActive: { product_id: PRODUCT },
    markProductInactive: { product_id: 'demo-photo-studio' },
    createLicense: { product_reference_id: PRODUCT, email: 'customer@example.com', parallel_uses: 3 },
    updateLicense: { email: 'customer@example.com', parallel_uses: 5, expires_at: '2030-12-31' },
    updateProduct: { name: 'My Product', description: 'Product description' },
    updateVersion: { summary: 'New features release' },
  },
  tryIt: [
    {
      name: 'connection-check',
      method: 'GET',
      path: '/api/external/connection-check',
      fields: ['credential'],
      headers: withKey,
    },
    licenseCall('verify'),
    licenseCall('activate', { verify_type: 'non_envato' }),
    licenseCall('deactivate'),
  ],
};
