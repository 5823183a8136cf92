import type { Answer, TestServer } from '../testkit/server';

const PATH = '/api/v1/license-sessions';

/** Starts a session through the native API. */
export function start(
  server: TestServer,
  license_key: string,
  hardware_id: string,
  more: Record<string, unknown> = {},
): Promise<Answer> {
  return server.call('POST', PATH, { body: { license_key, hardware_id, ...more } });
}

/** Sends a session's heartbeat through the native API. */
export function beat(server: TestServer, session_token: string, more: Record<string, unknown> = {}): Promise<Answer> {
  return server.call('POST', `${PATH}/heartbeat`, { body: { session_token, ...more } });
}

/** Ends a session through the native API. */
export function end(server: TestServer, session_token: string): Promise<Answer> {
  return server.call('POST', `${PATH}/end`, { body: { session_token } });
}
