import type { Problem } from './problem';
import { withUnknownId } from './unknown-id';

const notFound = (message: string): Problem => ({ kind: 'not-found', code: 'NOT_FOUND', message });

it.each([
  ['License not found', '/api/v1/licenses/:id', 'id'],
  ['Policy not found', '/api/v1/policies/:id', 'id'],
  ['App bundle not found', '/api/v1/app-bundles/:id', 'id'],
  ['API key not found', '/api/v1/api-keys/:id/rotate', 'id'],
  ['Product not found', '/api/v1/products/:id/versions/:version_id', 'id'],
  ['Version of this product not found', '/api/v1/products/:id/versions/:version_id', 'version_id'],
  ['File of this version not found', '/api/v1/products/:id/versions/:version_id/files/:type', 'type'],
  ['Customer not found', '/api/v1/licenses/:id', undefined],
  ['This path does not exist', '*', undefined],
])('%s, at %s, is about %s', (message, route, field) => {
  expect(withUnknownId(notFound(message), route).fields?.[0]?.field).toBe(field);
});

it('leaves a field that is already named, and other problems', () => {
  const named = { ...notFound('Product not found'), fields: [{ field: 'product', reason: 'unknown', message: '' }] };
  expect(withUnknownId(named, '/api/v1/products/:id')).toBe(named);
  const conflict: Problem = { kind: 'conflict', code: 'CONFLICT', message: 'Product in use' };
  expect(withUnknownId(conflict, '/api/v1/products/:id')).toBe(conflict);
});
