import type { TestServer } from './server';

/** Issues a license as an admin would; a test names only what it is about. */
export async function issued(server: TestServer, license: Record<string, unknown> = {}): Promise<any> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/licenses', {
    body: { product: 'v2-default', ...license },
  });
  if (status !== 201) {
    throw new Error(`The license was not issued: ${JSON.stringify(body)}`);
  }
  return body;
}

/** A native client's activation of a device. */
export function activate(
  server: TestServer,
  licenseKey: string,
  hardwareId: unknown,
  more: Record<string, unknown> = {},
) {
  return server.call('POST', '/api/v1/activate', {
    body: { license_key: licenseKey, hardware_id: hardwareId, ...more },
  });
}

/** A native client's question. */
export function validate(
  server: TestServer,
  licenseKey: string,
  hardwareId?: unknown,
  more: Record<string, unknown> = {},
) {
  return server.call('POST', '/api/v1/validate', {
    body: { license_key: licenseKey, hardware_id: hardwareId, ...more },
  });
}
