import { checkedFile } from '../../testkit/forms';
import { Permission } from '../../../src/core/identity/permissions/permission';
import { aFullProduct, aHeldResource, anAppBundle, aProductNamed, aResource, aVersionOf } from '../catalog';
import { oncePerServer } from '../once-per-server';
import type { TestServer } from '../../testkit/server';
import type { ConsolePage } from './console-page';

const PRODUCTS = '/console/products';

const fullProduct = oncePerServer(aFullProduct);
const emptyProduct = oncePerServer((server) => aProductNamed(server, { is_active: false }));

type Full = Awaited<ReturnType<typeof aFullProduct>>;

/** A page of a product that has everything. */
const ofFullProduct = (path: (full: Full) => string) => async (server: TestServer) =>
  `${PRODUCTS}/${await fullProduct(server).then((full) => `${full.product}${path(full)}`)}`;

const ofEmptyProduct = (path: string) => async (server: TestServer) =>
  `${PRODUCTS}/${(await emptyProduct(server)).id}${path}`;

/** The page of a version that is not the first. */
const version = oncePerServer(async (server) => {
  const product = await aProductNamed(server);
  await aVersionOf(server, product.id);
  const { id } = await aVersionOf(server, product.id, { is_mandatory: true });
  return `${PRODUCTS}/${product.id}/versions/${id}`;
});
const ofVersion = (path: string) => async (server: TestServer) => (await version(server)) + path;

const bundle = oncePerServer((server) =>
  anAppBundle(server, {
    description: 'Beauty camera of the sales department in three countries '.repeat(4),
    features: ['beauty', 'filter', 'x'.repeat(120)],
    platform: 'ios',
    version: '2.4.9',
  }),
);
const ofBundle = (path: string) => async (server: TestServer) =>
  `/console/app-bundles/${(await bundle(server)).id}${path}`;

const resource = oncePerServer((server) => aResource(server));
const heldResource = oncePerServer(aHeldResource);
const ofResource = (path: string) => async (server: TestServer) =>
  `/console/resources/${(await resource(server)).id}${path}`;

const { ProductsRead, ProductsWrite, LicensesRead, LicensesWrite } = Permission;

export const PAGES: readonly ConsolePage[] = [
  {
    name: 'products',
    path: async (server) => {
      await fullProduct(server);
      await emptyProduct(server);
      return PRODUCTS;
    },
    permission: ProductsRead,
  },
  {
    name: 'versions-choose-product',
    path: '/console/versions?status=draft&columns=released',
    permission: ProductsRead,
  },
  { name: 'products-nothing-found', path: `${PRODUCTS}?q=nothing-like-it`, permission: ProductsRead },
  { name: 'product-new', path: `${PRODUCTS}/new`, permission: ProductsWrite },
  { name: 'product', path: ofFullProduct(() => ''), permission: ProductsRead, isDocumented: true },
  { name: 'product-empty', path: ofEmptyProduct(''), permission: ProductsRead },
  { name: 'product-edit', path: ofFullProduct(() => '/edit'), permission: ProductsWrite },
  { name: 'product-deactivate', path: ofFullProduct(() => '/deactivate'), permission: ProductsWrite },
  { name: 'product-delete', path: ofFullProduct(() => '/delete'), permission: ProductsWrite },
  { name: 'entitlement-new', path: ofEmptyProduct('/entitlements/new'), permission: ProductsWrite },
  { name: 'entitlement-edit', path: ofFullProduct(() => '/entitlements/edit/export'), permission: ProductsWrite },
  { name: 'entitlement-delete', path: ofFullProduct(() => '/entitlements/delete/export'), permission: ProductsWrite },
  { name: 'meter-new', path: ofEmptyProduct('/meters/new'), permission: ProductsWrite },
  { name: 'meter-edit', path: ofFullProduct(() => '/meters/edit/exports'), permission: ProductsWrite },
  { name: 'meter-delete', path: ofFullProduct(() => '/meters/delete/exports'), permission: ProductsWrite },
  { name: 'credit-new', path: ofEmptyProduct('/credits/new'), permission: ProductsWrite },
  { name: 'credit-edit', path: ofFullProduct(() => '/credits/edit/ai'), permission: ProductsWrite },
  { name: 'credit-delete', path: ofFullProduct(() => '/credits/delete/ai'), permission: ProductsWrite },
  { name: 'module-new', path: ofEmptyProduct('/modules/new'), permission: ProductsWrite },
  { name: 'module-delete', path: ofFullProduct(() => '/modules/report-generator/delete'), permission: ProductsWrite },
  { name: 'key-pool-new', path: ofEmptyProduct('/key-pools/new'), permission: LicensesWrite },
  { name: 'key-pool', path: ofFullProduct(({ pool }) => `/key-pools/${pool}`), permission: LicensesRead },
  { name: 'key-pool-edit', path: ofFullProduct(({ pool }) => `/key-pools/${pool}/edit`), permission: LicensesWrite },
  {
    name: 'key-pool-delete',
    path: ofFullProduct(({ pool }) => `/key-pools/${pool}/delete`),
    permission: LicensesWrite,
  },
  { name: 'versions', path: ofFullProduct(() => '/versions'), permission: ProductsRead },
  { name: 'version-new', path: ofEmptyProduct('/versions/new'), permission: ProductsWrite },
  {
    name: 'version',
    path: ofFullProduct(({ published }) => `/versions/${published}`),
    permission: ProductsRead,
  },
  { name: 'version-draft', path: ofFullProduct(({ draft }) => `/versions/${draft}`), permission: ProductsRead },
  {
    name: 'version-edit',
    path: ofFullProduct(({ published }) => `/versions/${published}/edit`),
    permission: ProductsWrite,
  },
  { name: 'version-publish', path: ofVersion('/publish'), permission: ProductsWrite },
  { name: 'version-withdraw', path: ofVersion('/withdraw'), permission: ProductsWrite },
  { name: 'version-rollout', path: ofVersion('/rollout'), permission: ProductsWrite },
  { name: 'version-halt', path: ofVersion('/halt'), permission: ProductsWrite },
  {
    name: 'version-halted',
    path: async (server) => {
      const product = await aProductNamed(server);
      const { id } = await aVersionOf(server, product.id, { is_active: false });
      await server.sdk.products.publishVersion(product.id, id, { steps: [{ percent: 5 }, { percent: 100 }] });
      await server.sdk.products.haltVersion(product.id, id, { reason: 'Crash on export '.repeat(20) });
      return `${PRODUCTS}/${product.id}/versions`;
    },
    permission: ProductsRead,
  },
  { name: 'version-delete', path: ofVersion('/delete'), permission: ProductsWrite },
  { name: 'version-upload', path: ofVersion('/files/main'), permission: ProductsWrite },
  {
    name: 'version-file-delete',
    path: ofFullProduct(({ published }) => `/versions/${published}/files/main/delete`),
    permission: ProductsWrite,
  },
  { name: 'version-artifact-new', path: ofVersion('/artifacts/new'), permission: ProductsWrite },
  {
    name: 'version-artifact-edit',
    path: ofFullProduct(({ published, artifact }) => `/versions/${published}/artifacts/${artifact}/edit`),
    permission: ProductsWrite,
  },
  {
    name: 'version-artifact-delete',
    path: ofFullProduct(({ published, artifact }) => `/versions/${published}/artifacts/${artifact}/delete`),
    permission: ProductsWrite,
  },
  { name: 'update-keys', path: `${PRODUCTS}/update-keys`, permission: ProductsRead },
  {
    name: 'update-key-revoke',
    path: async (server) => {
      const { body } = await server.asAdmin('GET', '/api/v1/update-signing-keys');
      return `${PRODUCTS}/update-keys/revoke/${body.items[0].key_id}`;
    },
    permission: Permission.SettingsWrite,
  },
  { name: 'update-key-rotate', path: `${PRODUCTS}/update-keys/rotate`, permission: Permission.SettingsWrite },
  {
    name: 'app-bundles',
    path: async (server) => {
      await ofBundle('')(server);
      await anAppBundle(server, { status: 'disabled' });
      return '/console/app-bundles';
    },
    permission: Permission.AppBundlesRead,
  },
  { name: 'app-bundle-new', path: '/console/app-bundles/new', permission: Permission.AppBundlesWrite },
  { name: 'app-bundle', path: ofBundle(''), permission: Permission.AppBundlesRead },
  { name: 'app-bundle-edit', path: ofBundle('/edit'), permission: Permission.AppBundlesWrite },
  { name: 'app-bundle-file', path: ofBundle('/license-file'), permission: Permission.AppBundlesWrite },
  { name: 'app-bundle-deactivate', path: ofBundle('/deactivate'), permission: Permission.AppBundlesWrite },
  { name: 'app-bundle-delete', path: ofBundle('/delete'), permission: Permission.AppBundlesWrite },
  {
    name: 'resources',
    path: async (server) => {
      await heldResource(server);
      await resource(server);
      return '/console/resources';
    },
    permission: 'resources:read',
  },
  { name: 'resource-new', path: '/console/resources/new', permission: 'resources:write' },
  {
    name: 'resource',
    path: async (server) => `/console/resources/${await heldResource(server)}`,
    permission: 'resources:read',
  },
  { name: 'resource-edit', path: ofResource('/edit'), permission: 'resources:write' },
  { name: 'resource-allocate', path: ofResource('/allocate'), permission: 'resources:write' },
  { name: 'resource-delete', path: ofResource('/delete'), permission: 'resources:write' },
  { name: 'resource-import', path: '/console/resources/import', permission: 'resources:write' },
  {
    name: 'resource-import-check',
    path: (server) => checkedFile(server, '/console/resources/import', 'type,identifier\nrack,R-1001\nrack,R-1002\n'),
    permission: 'resources:write',
  },
];
