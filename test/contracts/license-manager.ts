import { EVERYBODY, READERS, MANAGERS, SEAT_KEEPERS, PROGRAMS } from '../support/callers-of-operations';
import type { ApiContract } from '../support/contracts';
import { formOf } from '../testkit/forms';
import { issued } from '../testkit/issue';
import { product, license, activated } from '../support/prepared-things';
import type { PreparedWorld, OperationCall } from '../support/prepared-world';

const lmProduct = async (world: PreparedWorld) => ({ reference_id: (await product(world)).reference });

const lmVersion = async (world: PreparedWorld) => {
  const { reference_id } = await lmProduct(world);
  const version_id = 'v1.2.0 beta/1';
  await world.server.asAdmin('POST', `/api/internal/products/${reference_id}/versions`, {
    body: { version: '1.2.0', version_id },
  });
  return { reference_id, version_id };
};

const lmActivation = async (world: PreparedWorld) => {
  await activated(world);
  const { body } = await world.server.asAdmin('GET', '/api/internal/product-activations', { query: { per_page: '1' } });
  return { id: body.data[0].id };
};

const endedLmActivation = async (world: PreparedWorld) => {
  const { id } = await lmActivation(world);
  await world.server.asAdmin('DELETE', `/api/internal/activated-product-activations/${id}`);
  return { id };
};

/** Created once per world, for calls that do not change it. */
const knownClients = new WeakMap<PreparedWorld, ReturnType<typeof aLmClient>>();

const lmClient = (world: PreparedWorld): ReturnType<typeof aLmClient> => {
  const client = knownClients.get(world) ?? aLmClient(world);
  knownClients.set(world, client);
  return client;
};

/** A product with a published version that has both files, and a license that is active on a domain. */
const aLmClient = async (world: PreparedWorld) => {
  const { reference } = await product(world);
  const form = await formOf(
    ['version', '1.2.0'],
    ['main_file', 'a program', 'app.zip'],
    ['sql_file', 'SELECT 1', 'update.sql'],
  );
  const published = await world.server.asAdmin('POST', `/api/internal/products/${reference}/versions`, form);
  const { key } = await issued(world.server, { product: reference });
  const { body } = await world.server.withKey(
    'POST',
    '/api/external/license/activate',
    { body: { license_code: key }, headers: LM_LOCATION },
    world.externalKey,
  );
  return {
    product_id: reference as string,
    license_code: key,
    license_data: body.lic_response as string,
    version: published.body.data.version_id as string,
  };
};

const LM_LOCATION = { 'x-api-url': 'https://client-site.com', 'x-api-ip': '192.168.1.100' };

type LmClient = Awaited<ReturnType<typeof aLmClient>>;

const credentialsOf = ({ product_id, license_data }: LmClient) => ({
  body: { product_id, license_data, client_name: 'Customer Name' },
  headers: LM_LOCATION,
});

const lmCredentials = async (world: PreparedWorld) => credentialsOf(await lmClient(world));

const lmLegacyCredential = (client: LmClient) => {
  const { product_id, license_data } = client;
  return {
    body: { product_id, license_file: license_data, license_code: null, client_name: null },
    headers: LM_LOCATION,
  };
};

const lmNewSite = async (world: PreparedWorld) => {
  const { product_id, license_code } = await lmClient(world);
  return {
    body: { product_id, license_code, client_name: 'Customer Name', verify_type: 'non_envato' },
    headers: { ...LM_LOCATION, 'x-api-url': 'https://another-site.com' },
  };
};

const lmOutdated = async (world: PreparedWorld) => {
  const { product_id } = await lmClient(world);
  return { body: { product_id, current_version: '1.0.0' } };
};

const lmPublished = async (world: PreparedWorld) => {
  const { product_id } = await lmClient(world);
  return { body: { product_id } };
};

const lmFile = async (world: PreparedWorld) => {
  const client = await lmClient(world);
  const { product_id, version } = client;
  return { ...credentialsOf(client), version, type: 'main', query: { product_id } };
};

/** LicenseBox's calls return refusals as 200; only an unreadable request gets an error status. */
const UNREADABLE = () => ({ body: '{"product_id":', headers: { 'content-type': 'application/json' } });

const legacyProduct = async (world: PreparedWorld) => ({ body: { product_id: (await product(world)).reference } });

const licenseCode = async (world: PreparedWorld) => ({ id: (await license(world)).key });

const legacyLicense = async (world: PreparedWorld) => ({ body: { license_code: (await license(world)).key } });

const calls: Record<string, OperationCall> = {
  checkHealth: { good: () => ({}) },
  checkExternalConnection: { good: () => ({}) },
  checkInternalConnection: { good: () => ({}) },
  checkConnectionExt: { good: () => ({}) },
  checkConnectionInt: { good: () => ({}) },
  activateLicense: { good: lmNewSite },
  verifyLicense: { good: lmCredentials },
  deactivateLicense: { good: async (world) => credentialsOf(await aLmClient(world)) },
  checkLicense: { good: async (world) => ({ body: { license_code: (await lmClient(world)).license_code } }) },
  checkUpdate: { good: lmOutdated },
  getLatestVersion: { good: lmPublished, bad: () => ({ body: { product_id: 'unknown' } }) },
  downloadUpdate: { good: lmFile },
  getDownloadSize: { good: lmFile },
  activateLicenseLegacy: { good: lmNewSite, bad: UNREADABLE },
  verifyLicenseLegacy: { good: async (world) => lmLegacyCredential(await lmClient(world)), bad: UNREADABLE },
  deactivateLicenseLegacy: { good: async (world) => lmLegacyCredential(await aLmClient(world)), bad: UNREADABLE },
  getLatestVersionLegacy: { good: lmPublished, bad: UNREADABLE },
  checkUpdateLegacy: { good: lmOutdated, bad: UNREADABLE },
  downloadUpdateLegacy: { good: lmFile },
  getUpdateSizeLegacy: { good: lmFile },
  getMainUpdateSizeLegacy: { good: lmFile },
  listProducts: {
    good: async (world) => {
      await product(world);
      return { query: { per_page: '2', is_active: '1' } };
    },
    bad: () => ({ query: { page: '0' } }),
  },
  getProduct: { good: lmProduct },
  createProduct: {
    good: ({ name }) => ({
      body: { name: 'My Product', reference_id: name(), envato_id: '12345678', is_active: true },
    }),
  },
  updateProduct: {
    good: async (world) => ({ ...(await lmProduct(world)), body: { name: 'Other', description: null } }),
    bad: async (world) => ({ ...(await lmProduct(world)), body: { name: null } }),
  },
  activateProduct: { good: lmProduct },
  deactivateProduct: { good: lmProduct },
  listVersions: {
    good: async (world) => ({ ...(await lmVersion(world)), query: { search: '1.2' } }),
    bad: async (world) => ({ ...(await lmVersion(world)), query: { is_active: 'perhaps' } }),
  },
  getVersion: { good: lmVersion },
  createVersion: {
    good: async (world) => ({
      ...(await lmProduct(world)),
      ...(await formOf(['version', '1.2.0'], ['main_file', 'a program', 'my-product.zip'])),
    }),
    bad: async (world) => ({ ...(await lmProduct(world)), body: { version: '1.2.0', released_at: 'soon' } }),
  },
  updateVersion: { good: async (world) => ({ ...(await lmVersion(world)), body: { summary: 'New features' } }) },
  listActivations: {
    good: async (world) => {
      await endedLmActivation(world);
      await activated(world);
      return { query: { per_page: '2' } };
    },
    bad: () => ({ query: { is_active: 'perhaps' } }),
  },
  reactivateActivation: { good: endedLmActivation },
  deactivateActivation: { good: lmActivation },
  addProductLegacy: { good: () => ({ body: { product_name: 'My Product' } }), bad: UNREADABLE },
  getProductLegacy: { good: legacyProduct, bad: UNREADABLE },
  getProductsLegacy: {
    good: async (world) => {
      await product(world);
      return {};
    },
  },
  markProductActive: { good: legacyProduct, bad: UNREADABLE },
  markProductInactive: { good: legacyProduct, bad: UNREADABLE },
  listLicenses: {
    good: async (world) => {
      await license(world, { expires_at: '2090-01-01' });
      return { query: { per_page: '2', is_valid: '1' } };
    },
    bad: () => ({ query: { status: 'lost' } }),
  },
  getLicense: { good: licenseCode },
  createLicense: {
    good: async (world) => ({
      body: {
        product_reference_id: (await product(world)).reference,
        license_code: world.name(),
        customer_id: 'CUST-001',
        email: 'customer@example.com',
        parallel_uses: 3,
        expires_at: '2090-12-31',
        domains: ['example.com', '*.example.com'],
        ips: ['192.168.1.100'],
      },
    }),
  },
  updateLicense: {
    good: async (world) => ({ ...(await licenseCode(world)), body: { type: 'Regular License', expires_at: null } }),
    bad: async (world) => ({ ...(await licenseCode(world)), body: { parallel_uses: 0 } }),
  },
  blockLicense: { good: licenseCode },
  unblockLicense: { good: licenseCode },
  createLicenseLegacy: {
    good: async (world) => ({ body: { product_id: (await product(world)).reference, expiry_days: '30' } }),
    bad: UNREADABLE,
  },
  editLicenseLegacy: {
    good: async (world) => ({ body: { ...(await legacyLicense(world)).body, license_type: 'Regular License' } }),
    bad: UNREADABLE,
  },
  getLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  searchLicensesLegacy: {
    good: async (world) => ({ body: { keyword: (await license(world)).key } }),
    bad: UNREADABLE,
  },
  deleteLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  blockLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  unblockLicenseLegacy: { good: legacyLicense, bad: UNREADABLE },
  deactivateActivationsLegacy: { good: legacyLicense, bad: UNREADABLE },
};

/** Who may call each operation. */
const callers: Record<string, string> = {
  checkHealth: EVERYBODY,
  checkExternalConnection: PROGRAMS,
  activateLicense: PROGRAMS,
  verifyLicense: PROGRAMS,
  deactivateLicense: PROGRAMS,
  checkLicense: PROGRAMS,
  checkUpdate: PROGRAMS,
  getLatestVersion: PROGRAMS,
  downloadUpdate: PROGRAMS,
  getDownloadSize: PROGRAMS,
  checkInternalConnection: READERS,
  listProducts: READERS,
  createProduct: MANAGERS,
  getProduct: READERS,
  updateProduct: MANAGERS,
  activateProduct: MANAGERS,
  deactivateProduct: MANAGERS,
  listVersions: READERS,
  createVersion: MANAGERS,
  getVersion: READERS,
  updateVersion: MANAGERS,
  listLicenses: READERS,
  createLicense: MANAGERS,
  getLicense: READERS,
  updateLicense: MANAGERS,
  blockLicense: MANAGERS,
  unblockLicense: MANAGERS,
  listActivations: READERS,
  reactivateActivation: MANAGERS,
  deactivateActivation: SEAT_KEEPERS,
  checkConnectionExt: PROGRAMS,
  activateLicenseLegacy: PROGRAMS,
  verifyLicenseLegacy: PROGRAMS,
  deactivateLicenseLegacy: PROGRAMS,
  getLatestVersionLegacy: PROGRAMS,
  checkUpdateLegacy: PROGRAMS,
  downloadUpdateLegacy: PROGRAMS,
  getUpdateSizeLegacy: PROGRAMS,
  getMainUpdateSizeLegacy: PROGRAMS,
  checkConnectionInt: READERS,
  addProductLegacy: MANAGERS,
  getProductLegacy: READERS,
  getProductsLegacy: READERS,
  markProductActive: MANAGERS,
  markProductInactive: MANAGERS,
  createLicenseLegacy: MANAGERS,
  editLicenseLegacy: MANAGERS,
  getLicenseLegacy: READERS,
  searchLicensesLegacy: READERS,
  deleteLicenseLegacy: MANAGERS,
  blockLicenseLegacy: MANAGERS,
  unblockLicenseLegacy: MANAGERS,
  deactivateActivationsLegacy: SEAT_KEEPERS,
};

/** Every endpoint of the contract, and of the calls that programs in the field send beside it. */
const endpoints = [
  'GET /api/health-check',
  'GET /api/external/connection-check',
  'POST /api/external/license/activate',
  'POST /api/external/license/verify',
  'POST /api/external/license/deactivate',
  'POST /api/external/license/check',
  'POST /api/external/update/check',
  'POST /api/external/update/latest',
  'POST /api/external/update/{version}/download/{type}',
  // As programs should ask it; a GET is answered with the same headers.
  'HEAD /api/external/update/{version}/download/{type}/size',
  'GET /api/internal/connection-check',
  'GET /api/internal/products',
  'POST /api/internal/products',
  'GET /api/internal/products/{reference_id}',
  'PUT /api/internal/products/{reference_id}',
  'POST /api/internal/activated-products/{reference_id}',
  'DELETE /api/internal/activated-products/{reference_id}',
  'GET /api/internal/products/{reference_id}/versions',
  'POST /api/internal/products/{reference_id}/versions',
  'GET /api/internal/products/{reference_id}/versions/{version_id}',
  'POST /api/internal/products/{reference_id}/versions/{version_id}',
  'GET /api/internal/product-licenses',
  'POST /api/internal/product-licenses',
  'GET /api/internal/product-licenses/{id}',
  'PUT /api/internal/product-licenses/{id}',
  'POST /api/internal/blocked-product-licenses/{id}',
  'DELETE /api/internal/blocked-product-licenses/{id}',
  'GET /api/internal/product-activations',
  'POST /api/internal/activated-product-activations/{id}',
  'DELETE /api/internal/activated-product-activations/{id}',
  'POST /api/check_connection_ext',
  'POST /api/latest_version',
  'POST /api/check_update',
  'POST /api/activate_license',
  'POST /api/verify_license',
  'POST /api/deactivate_license',
  'HEAD /api/get_update_size/{type}/{version}',
  'HEAD /api/get_update_size/{version}',
  'POST /api/download_update/{type}/{version}',
  'POST /api/check_connection_int',
  'POST /api/add_product',
  'POST /api/get_product',
  'POST /api/get_products',
  'POST /api/mark_product_active',
  'POST /api/mark_product_inactive',
  'POST /api/create_license',
  'POST /api/edit_license',
  'POST /api/get_license',
  'POST /api/search_license',
  'POST /api/delete_license',
  'POST /api/block_license',
  'POST /api/unblock_license',
  'POST /api/deactivate_license_activations',
];

export const contract: ApiContract = {
  calls,
  callers,
  endpoints,
  guarded: { url: '/api/internal/products', kind: 'internal', refused: 429 },
};
