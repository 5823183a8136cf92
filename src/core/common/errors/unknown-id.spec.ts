import { problem } from './domain-error';
import { withUnknownId } from './unknown-id';

it.each([
  ['LICENSE_NOT_FOUND', '/api/v1/licenses/:id', 'id'],
  ['POLICY_NOT_FOUND', '/api/v1/policies/:id', 'id'],
  ['APP_BUNDLE_NOT_FOUND', '/api/v1/app-bundles/:id', 'id'],
  ['API_KEY_NOT_FOUND', '/api/v1/api-keys/:id/rotate', 'id'],
  ['PRODUCT_NOT_FOUND', '/api/v1/products/:id/versions/:version_id', 'id'],
  ['PRODUCT_VERSION_NOT_FOUND', '/api/v1/products/:id/versions/:version_id', 'version_id'],
  ['VERSION_FILE_NOT_FOUND', '/api/v1/products/:id/versions/:version_id/files/:type', 'type'],
  ['ISSUED_FILE_NOT_FOUND', '/api/v1/licenses/:id/files/:file_id/revoke', 'file_id'],
  ['LICENSE_NOT_FOUND', '/api/v1/licenses/:id/files/:file_id/revoke', 'id'],
  ['CUSTOMER_NOT_FOUND', '/api/v1/licenses/:id', undefined],
  ['PATH_NOT_FOUND', '*', undefined],
] as const)('names the parameter of %s at %s: %s', (name, route, field) => {
  expect(withUnknownId(problem(name), route).fields?.[0]?.field).toBe(field);
});

it('leaves a field that is already named, and other problems', () => {
  const named = problem('PRODUCT_NOT_FOUND', { field: 'product' });
  expect(withUnknownId(named, '/api/v1/products/:id')).toBe(named);
  const conflict = problem('PRODUCT_IN_USE');
  expect(withUnknownId(conflict, '/api/v1/products/:id')).toBe(conflict);
});
