import type { AppBundle, Product, Resource, Version } from '../../sdk/src/generated/native';
import { formOf } from './forms';
import type { TestServer } from './server';

const LONG = 'Aufnahme- und Wiedergabeprogramm für Hochschulen mit Tonstudio '.repeat(3).trim();
const UNBROKEN = 'x'.repeat(200);

let made = 0;

/** Sends a request as an admin that must succeed. */
export async function done(server: TestServer, ...call: Parameters<TestServer['asAdmin']>): Promise<any> {
  const { status, body } = await server.asAdmin(...call);
  if (status >= 300) {
    throw new Error(`${call[0]} ${call[1]}: ${status} ${JSON.stringify(body)}`);
  }
  return body;
}

export function aProductNamed(server: TestServer, body: Record<string, unknown> = {}): Promise<Product> {
  const reference = `product-${++made}`;
  return done(server, 'POST', '/api/v1/products', { body: { reference, name: `Product ${made}`, ...body } });
}

export function aVersionOf(server: TestServer, product: string, body: Record<string, unknown> = {}): Promise<Version> {
  const version = `1.${++made}.0`;
  return done(server, 'POST', `/api/v1/products/${product}/versions`, {
    body: { version, reference: `v${version}`, ...body },
  });
}

export async function aFileOf(server: TestServer, product: string, version: string, name: string): Promise<void> {
  const form = await formOf(['file', `content of ${name}`, name]);
  await done(server, 'PUT', `/api/v1/products/${product}/versions/${version}/files/main`, form);
}

/** A product with long values, versions, entitlements, meters and key pools. Returns its id and those of two versions and a pool. */
export async function aFullProduct(server: TestServer) {
  const product = await aProductNamed(server, { name: LONG, description: LONG, envato_item_id: UNBROKEN });
  const path = `/api/v1/products/${product.id}`;
  const published = await aVersionOf(server, product.id, { summary: LONG, changelog: `${LONG}\n\n${UNBROKEN}` });
  await aFileOf(server, product.id, published.id, `${UNBROKEN}.zip`);
  const draft = await aVersionOf(server, product.id, {
    ...{ channel: 'nightly-builds-of-everything', is_active: false, is_mandatory: true },
    download_url: `https://downloads.example.com/${UNBROKEN}.zip`,
  });
  await done(server, 'PUT', `${path}/entitlements/export`, { body: { name: 'Export to PDF', type: 'flag' } });
  const choices = { name: LONG.slice(0, 200), type: 'choice', choices: ['basic', 'professional', UNBROKEN] };
  await done(server, 'PUT', `${path}/entitlements/${'tier-'.repeat(12)}x`, { body: choices });
  await done(server, 'PUT', `${path}/meters/exports`, { body: { name: 'Exports', unit: 'pages', kind: 'consumed' } });
  const pool = await done(server, 'POST', '/api/v1/key-pools', {
    body: { name: `Retail boxes ${LONG.slice(0, 120)} ${made}`, product: product.reference, low_water: 20 },
  });
  await done(server, 'POST', `/api/v1/key-pools/${pool.id}/keys`, {
    body: { keys: [`BOX-${made}-A`, `BOX-${made}-B`] },
  });
  return {
    product: product.id,
    published: published.id,
    draft: draft.id,
    pool: pool.id as string,
  };
}

export async function anAppBundle(server: TestServer, body: Record<string, unknown> = {}): Promise<AppBundle> {
  return done(server, 'POST', '/api/v1/app-bundles', {
    body: { app_bundle_id: `com.example.app${++made}`, expires_at: '2031-01-31T23:59:59Z', ...body },
  });
}

export function aResource(server: TestServer, body: Record<string, unknown> = {}): Promise<Resource> {
  return done(server, 'POST', '/api/v1/resources', {
    body: { type: 'server', identifier: `SRV-${++made}`, ...body },
  });
}

/** A resource with a history, which a license holds. */
export async function aHeldResource(server: TestServer): Promise<string> {
  const { id } = await aResource(server, { type: LONG, identifier: `${UNBROKEN}-${++made}` });
  const license = await done(server, 'POST', '/api/v1/licenses', { body: { product: 'v2-default' } });
  const body = { license_id: license.id, resource_ids: [id] };
  await done(server, 'POST', '/api/v1/resources/allocate', { body });
  await done(server, 'POST', '/api/v1/resources/release', { body: { resource_ids: [id] } });
  await done(server, 'POST', '/api/v1/resources/allocate', { body });
  return id;
}
