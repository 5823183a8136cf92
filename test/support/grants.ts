import type { Policy } from '../../sdk/src/generated/native';
import { RESOLVE_POLICY } from '../../src/licenses/grants/resolve-licenses.service';
import { runQueued } from './jobs';
import type { Answer, TestServer } from './server';

/** Declares an entitlement of a product; a flag unless told otherwise. */
export async function declare(
  server: TestServer,
  product: { id: string },
  code: string,
  more: Record<string, unknown> = {},
): Promise<any> {
  return done(await putDeclaration(server, product, `entitlements/${code}`, { name: code, type: 'flag', ...more }));
}

export async function declareMeter(
  server: TestServer,
  product: { id: string },
  code: string,
  more: Record<string, unknown> = {},
): Promise<any> {
  return done(await putDeclaration(server, product, `meters/${code}`, { name: code, kind: 'consumed', ...more }));
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
export async function changePolicy(server: TestServer, id: string, body: object): Promise<Policy> {
  return done(await server.asAdmin('PATCH', `/api/v1/policies/${id}`, { body }));
}

/** Runs the queued jobs that carry changes of policies to their licenses. */
export function followPolicies(server: TestServer): Promise<number> {
  return runQueued(server, RESOLVE_POLICY);
}

function done({ status, body }: Answer): any {
  if (status !== 200) {
    throw new Error(`Answered ${status}: ${JSON.stringify(body)}`);
  }
  return body;
}
