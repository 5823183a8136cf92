import { formOf } from '../testkit/forms';
import type { TestServer } from '../testkit/server';
import type { Scenario } from './scenario';

/** Publishes a version of a product and its files, unless it has them. */
export async function publish(
  server: TestServer,
  product: string,
  version: string,
  { program, files = [] }: Pick<Scenario, 'program' | 'files'>,
): Promise<void> {
  const path = `/api/v1/products/${product}/versions`;
  const body = { reference: `v${version}`, version, released_at: '2026-01-01', is_active: true };
  const { status } = await server.asAdmin('POST', path, { body });
  expect([201, 409]).toContain(status);
  if (program) {
    const file = await formOf(['file', program, 'program.zip']);
    const sent = await server.asAdmin('PUT', `${path}/v${version}/files/main`, file);
    expect([200, 201, 204]).toContain(sent.status);
  }
  for (const { text, name, ...target } of files) {
    const file = await formOf(...Object.entries(target), ['file', text, name]);
    const sent = await server.asAdmin('POST', `${path}/v${version}/artifacts`, file);
    expect([201, 409]).toContain(sent.status);
  }
}
