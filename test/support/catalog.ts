import type {
  AppBundle,
  CreateAppBundle,
  CreateProduct,
  CreateResource,
  CreateVersion,
  Product,
  Resource,
  Version,
} from '../../sdk/src/generated/native';
import { formOf } from '../testkit/forms';
import type { TestServer } from '../testkit/server';

const LONG = 'Aufnahme- und Wiedergabeprogramm für Hochschulen mit Tonstudio '.repeat(3).trim();
const UNBROKEN = 'x'.repeat(200);

let made = 0;

export function aProductNamed({ sdk }: TestServer, body: Partial<CreateProduct> = {}): Promise<Product> {
  const reference = `product-${++made}`;
  return sdk.products.create({ reference, name: `Product ${made}`, ...body });
}

export function aVersionOf({ sdk }: TestServer, product: string, body: Partial<CreateVersion> = {}): Promise<Version> {
  const version = `1.${++made}.0`;
  return sdk.products.createVersion(product, { version, reference: `v${version}`, ...body });
}

export async function aFileOf({ sdk }: TestServer, product: string, version: string, name: string): Promise<void> {
  const file = new File([`content of ${name}`], name);
  await sdk.products.uploadVersionFile(product, version, 'main', { file });
}

/** Adds a file for a platform. Returns its id. */
async function anArtifactOf(server: TestServer, product: string, version: string, name: string): Promise<string> {
  const path = `/api/v1/products/${product}/versions/${version}/artifacts`;
  const { body } = await server.asAdmin('POST', path, await formOf(['file', `content of ${name}`, name]));
  return body.id;
}

/** A product with long values, versions, entitlements, meters, modules and key pools. Returns its id and those of two versions and a pool. */
export async function aFullProduct(server: TestServer) {
  const { products, keyPools } = server.sdk;
  const { id, reference } = await aProductNamed(server, { name: LONG, description: LONG, envato_item_id: UNBROKEN });
  const published = await aVersionOf(server, id, { summary: LONG, changelog: `${LONG}\n\n${UNBROKEN}` });
  await aFileOf(server, id, published.id, `${UNBROKEN}.zip`);
  const artifact = await anArtifactOf(server, id, published.id, `${UNBROKEN}-arm64.dmg`);
  await anArtifactOf(server, id, published.id, `Studio Setup ${made}.exe`);
  const draft = await aVersionOf(server, id, {
    channel: 'nightly-builds-of-everything',
    is_active: false,
    is_mandatory: true,
    download_url: `https://downloads.example.com/${UNBROKEN}.zip`,
  });
  await products.putEntitlement(id, 'export', { name: 'Export to PDF', type: 'flag' });
  const choices = ['basic', 'professional', UNBROKEN];
  await products.putEntitlement(id, `${'tier-'.repeat(12)}x`, { name: LONG.slice(0, 200), type: 'choice', choices });
  await products.putMeter(id, 'exports', { name: 'Exports', unit: 'pages', kind: 'consumed' });
  await products.putCredit(id, 'ai', { name: LONG.slice(0, 200), decimals: 6 });
  const module = {
    version: '3.2.1',
    minimum_version: '3.2.0-with-a-very-long-name-of-a-pre-release',
    code: 'const a = 1;',
  };
  await products.uploadModule(id, 'report-generator', module);
  await products.uploadModule(id, 'x'.repeat(64), { version: '1', code: LONG });
  const name = `Retail boxes ${LONG.slice(0, 120)} ${made}`;
  const pool = await keyPools.create({ name, product: reference, warning_threshold: 20 });
  await keyPools.importPooledKeys(pool.id, { keys: [`BOX-${made}-A`, `BOX-${made}-B`] });
  return { product: id, published: published.id, draft: draft.id, pool: pool.id, artifact };
}

export function anAppBundle({ sdk }: TestServer, body: Partial<CreateAppBundle> = {}): Promise<AppBundle> {
  return sdk.appBundles.create({
    app_bundle_id: `com.example.app${++made}`,
    expires_at: '2031-01-31T23:59:59Z',
    ...body,
  });
}

export function aResource({ sdk }: TestServer, body: Partial<CreateResource> = {}): Promise<Resource> {
  return sdk.resources.create({ type: 'server', identifier: `SRV-${++made}`, ...body });
}

/** A resource with a history, which a license holds. */
export async function aHeldResource(server: TestServer): Promise<string> {
  const { licenses, resources } = server.sdk;
  const { id } = await aResource(server, { type: LONG, identifier: `${UNBROKEN}-${++made}` });
  const license = await licenses.issue({ product: 'v2-default' });
  const held = { license_id: license.id, resource_ids: [id] };
  await resources.allocate(held);
  await resources.release({ resource_ids: [id] });
  await resources.allocate(held);
  return id;
}
