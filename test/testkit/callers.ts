import type { ApiKeyWithSecret, Product } from '../../sdk/src/generated/native';
import { hashPassword } from '../../src/core/identity/users/passwords';
import type { Role } from '../../src/core/identity/permissions/permission';
import { User } from '../../src/core/identity/users/user.entity';
import type { TestServer } from './server';

/** Creates an API key; returns its record with its value. */
export async function keyOf(
  server: TestServer,
  kind: string,
  more: Record<string, unknown> = {},
): Promise<ApiKeyWithSecret> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: kind, kind, ...more } });
  if (status !== 201) {
    throw new Error(`The API key was not made: ${JSON.stringify(body)}`);
  }
  return body;
}

/** A user who can log in. */
export async function aUser(
  server: TestServer,
  username: string,
  password: string,
  role: Role = 'admin',
): Promise<void> {
  const now = server.clock.now();
  const passwordHash = await hashPassword(password);
  await server.dataSource.manager.insert(User, {
    username,
    email: null,
    passwordHash,
    role,
    createdAt: now,
    updatedAt: now,
  });
}

/** A product by its reference. */
export async function aProduct(
  server: TestServer,
  reference: string,
  more: Record<string, unknown> = {},
): Promise<Product> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/products', {
    body: { reference, name: reference, ...more },
  });
  if (status !== 201) {
    throw new Error(`The product was not made: ${JSON.stringify(body)}`);
  }
  return body;
}

/** A product with a reference of its own, whose policy has these values. */
export async function aProductWith(server: TestServer, reference: string, policy: object): Promise<Product> {
  const product = await aProduct(server, reference);
  const { status, body } = await server.asAdmin('PATCH', `/api/v1/policies/${product.policy}`, { body: policy });
  if (status !== 200) {
    throw new Error(`The policy was not changed: ${JSON.stringify(body)}`);
  }
  return product;
}
