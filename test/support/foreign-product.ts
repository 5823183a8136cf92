import { activate, heartbeat, issued, validate } from '../testkit/issue';
import { type Answer, type TestServer } from '../testkit/server';

/** In every text of a product that a caller may not see. */
export const FOREIGN = 'zz-foreign';

/**
 * A product with everything that a product can have, each with FOREIGN in its texts.
 * @param customer has a license of it, and is one of the caller's too
 * @returns the ids of the product and of its own customer
 */
export async function plantForeignProduct(
  server: TestServer,
  customer: string,
): Promise<{ product: string; customer: string }> {
  const send = async (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Answer['body']> => {
    const answer = await server.asAdmin(method, `/api/v1/${path}`, { body });
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  };
  const name = (what: string): string => `${FOREIGN}-${what}`;
  const reference = name('product');
  const product = await send('POST', 'products', { reference, name: reference });
  await send('PATCH', `products/${product.id}`, { trial_policy: product.policy });
  await send('PUT', `products/${product.id}/entitlements/flag`, { name: name('entitlement'), type: 'flag' });
  await send('PUT', `products/${product.id}/meters/count`, { name: name('meter'), kind: 'consumed' });
  await send('POST', `products/${product.id}/versions`, { reference: name('version'), version: '1.0.0' });
  await send('PUT', `products/${product.id}/modules/${name('module')}`, { version: '1.0.0', code: '1;' });
  const pool = await send('POST', 'key-pools', { name: name('pool'), product: reference });
  await send('POST', `key-pools/${pool.id}/keys`, { keys: [name('pooled')] });
  await send('POST', 'webhooks', {
    url: 'https://93.184.216.34/hook',
    events: ['license.*'],
    products: [reference],
    description: name('hook'),
  });
  const other = await send('POST', 'customers', { name: name('customer'), email: `${FOREIGN}@example.com` });
  await send('POST', 'orders', {
    external_id: name('order'),
    customer: { email: `${FOREIGN}@example.com` },
    lines: [{ product: reference }],
  });
  await send('POST', 'trials', { product: reference, hardware_id: name('trial') });
  for (const [index, customer_id] of [customer, other.id].entries()) {
    const license = { key: name(`key-${index}`), description: name('description'), max_activations: 1, max_users: 3 };
    const { id, key } = await issued(server, { product: reference, customer_id, ...license });
    await activate(server, key, name('device'), { machine_name: name('machine'), app_version: FOREIGN });
    await validate(server, key, name('device'));
    await heartbeat(server, key, name('device'));
    await activate(server, key, name('refused'));
    await validate(server, key, name('refused'));
    await send('POST', `licenses/${id}/users`, { external_id: name('user') });
    await send('POST', `licenses/${id}/files`, { hardware_id: name('device') });
    await send('PATCH', `licenses/${id}`, { description: name('changed') });
    const resource = await send('POST', 'resources', { type: 'server', identifier: name(`resource-${index}`) });
    await send('POST', 'resources/allocate', { license_id: id, resource_ids: [resource.id] });
  }
  await validate(server, name('unknown'), name('device'));
  const { id } = await issued(server, { product: reference, key: name('deleted') });
  await send('DELETE', `licenses/${id}`);
  return { product: product.id, customer: other.id };
}
