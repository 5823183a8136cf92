import type { Product } from '../../sdk/src/generated/native';
import { aProduct } from '../testkit/callers';
import { formOf as multipart } from '../testkit/forms';
import { issued } from '../testkit/issue';
import type { Answer, Call, TestServer } from '../testkit/server';

export const SITE = 'https://www.example.com/blog';

/** A form, as `wp_remote_post` sends it. */
export function formOf(fields: object): { body: string; headers: Record<string, string> } {
  return {
    body: new URLSearchParams({ ...fields }).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  };
}

/** Sends a call of a site as the plugins of the extension do: a form with the action at the root. */
export function edd(server: TestServer, action: string, fields: object, call: Call = {}): Promise<Answer> {
  const { body, headers } = formOf({ edd_action: action, ...fields });
  return server.call('POST', '/', { body, headers: { ...headers, ...call.headers } });
}

/** The key of a new license that is active at the site. */
export async function activated(server: TestServer, fields: object, license: Record<string, unknown> = {}) {
  const { key } = await issued(server, license);
  const { body } = await edd(server, 'activate_license', { license: key, url: SITE, ...fields });
  expect(body).toMatchObject({ success: true, license: 'valid' });
  return key;
}

/** A product with a version, and its file. */
export async function aPlugin(
  server: TestServer,
  reference: string,
  { version = '1.2.0', ...more }: Record<string, unknown> & { readonly version?: string } = {},
): Promise<Product> {
  const product = await aProduct(server, reference, { description: 'Adds examples.', ...more });
  await aVersion(server, product, { version, file: 'the plugin' });
  return product;
}

export async function aVersion(
  server: TestServer,
  { id }: Product,
  { file, ...version }: { version: string; file: string; channel?: string },
): Promise<void> {
  const path = `/api/v1/products/${id}/versions`;
  const { body, status } = await server.asAdmin('POST', path, {
    body: { reference: `v${version.version}`, released_at: '2030-01-31', changelog: 'Faster <b>& smaller', ...version },
  });
  expect([status, body]).toEqual([201, expect.anything()]);
  const sent = await server.asAdmin(
    'PUT',
    `${path}/${body.id}/files/main`,
    await multipart(['file', file, 'plugin.zip']),
  );
  expect(sent.status).toBe(200);
}

/** A package of a plugin that is active at the site: the query of the version, and the parameters of the path of its file. */
export async function aPackage({ server, name }: { server: TestServer; name(): string }) {
  // Other APIs have a version 1.2.0, and name files by their version alone.
  const { reference } = await aPlugin(server, name(), { version: '1.5.0' });
  const license = await activated(server, { item_name: reference }, { product: reference });
  const query = { license, item_name: reference, url: SITE };
  const { body } = await server.call('GET', '/', { query: { edd_action: 'get_version', ...query } });
  const parts = new URL(body.package).pathname.split('/').slice(3).map(decodeURIComponent);
  const [product = '', version = '', ticket = '', file = ''] = parts;
  return { query, url: String(body.package), path: { product, version, ticket, name: file } };
}
