import type {
  Entitlement,
  Meter,
  Policy,
  PutEntitlement,
  PutMeter,
  UpdatePolicy,
} from '../../sdk/src/generated/native';
import { RESOLVE_POLICY } from '../../src/core/licenses/grants/resolve-licenses.service';
import { runQueued } from '../testkit/jobs';
import type { Answer, TestServer } from '../testkit/server';

/** Defines an entitlement of a product; a flag by default. */
export function declare(
  { sdk }: TestServer,
  product: { id: string },
  code: string,
  more: Partial<PutEntitlement> = {},
): Promise<Entitlement> {
  return sdk.products.putEntitlement(product.id, code, { name: code, type: 'flag', ...more });
}

export function declareMeter(
  { sdk }: TestServer,
  product: { id: string },
  code: string,
  more: Partial<PutMeter> = {},
): Promise<Meter> {
  return sdk.products.putMeter(product.id, code, { name: code, kind: 'consumed', ...more });
}

export function putDeclaration(
  server: TestServer,
  product: { id: string },
  path: string,
  body: object,
): Promise<Answer> {
  return server.asAdmin('PUT', `/api/v1/products/${product.id}/${path}`, { body });
}

/** Changes a policy; its licenses follow when `followPolicies` runs. */
export function changePolicy({ sdk }: TestServer, id: string, body: UpdatePolicy): Promise<Policy> {
  return sdk.policies.update(id, body);
}

/** Runs the queued jobs that carry changes of policies to their licenses. */
export function followPolicies(server: TestServer): Promise<number> {
  return runQueued(server, RESOLVE_POLICY);
}
