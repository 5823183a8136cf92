import type { License } from '../../sdk/src/generated/native';
import type { TestServer } from './server';

/** Issues a license as an admin; a test states only the fields that matter. */
export async function issued(server: TestServer, license: Record<string, unknown> = {}): Promise<License> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/licenses', {
    body: { product: 'v2-default', ...license },
  });
  if (status !== 201) {
    throw new Error(`The license was not issued: ${JSON.stringify(body)}`);
  }
  return body;
}

/** Activates a device through the native API. */
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

/** Validates a license through the native API. */
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

/** Deactivates a device through the native API. */
export function deactivate(
  server: TestServer,
  licenseKey: string,
  hardwareId: unknown,
  more: Record<string, unknown> = {},
) {
  return server.call('POST', '/api/v1/deactivate', {
    body: { license_key: licenseKey, hardware_id: hardwareId, ...more },
  });
}

/** Sends a heartbeat through the native API. */
export function heartbeat(
  server: TestServer,
  licenseKey: string,
  hardwareId: unknown,
  more: Record<string, unknown> = {},
) {
  return server.call('POST', '/api/v1/heartbeat', {
    body: { license_key: licenseKey, hardware_id: hardwareId, ...more },
  });
}

/** Updates a license as an admin. */
export async function changed(server: TestServer, license: { id: string }, change: object): Promise<License> {
  const { status, body } = await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: change });
  if (status !== 200) {
    throw new Error(`The license was not changed: ${JSON.stringify(body)}`);
  }
  return body;
}
