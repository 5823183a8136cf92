import { randomBytes } from 'node:crypto';
import type { Call } from './load';
import { deviceOf, keyOf, someNumbers } from './sample';

/** Enough for each connection to ask about many different licenses, few enough to be kept in memory as bytes. */
export const CALLS_PER_CONNECTION = 1_000;

/** More than a connection can make in a measurement: a repeated activation would not be new. */
const ACTIVATIONS_PER_SECOND = 400;

type Fields = Record<string, unknown>;

/** The check of V2's API, which the baselines answer as well. */
export function verifyCall(apiKey: string, number: number, appVersion = '1.0.0'): Call {
  const key = keyOf(number);
  return {
    method: 'POST',
    path: '/api/license/verify',
    headers: { 'x-api-key': apiKey },
    body: { license_key: key, hardware_hash: deviceOf(number), app_version: appVersion },
    kind: 'check',
    isRight: (status, body) => status === 200 && has(body, `"valid":true`) && has(body, `"key":"${key}"`),
  };
}

export function validateCall(number: number): Call {
  return {
    method: 'POST',
    path: '/api/v1/validate',
    body: { license_key: keyOf(number), hardware_id: deviceOf(number), app_version: '1.0.0' },
    isRight: (status, body) => status === 200 && has(body, '"valid":true'),
  };
}

/** The call with a nonce, so that its answer must be signed. */
export function signedCall(call: Call): Call {
  const body = { ...(call.body as Fields), nonce: randomBytes(16).toString('base64url') };
  return { ...call, body, isRight: (status, text) => call.isRight(status, text) && has(text, '"signed":"eyJ') };
}

/** One unit of the meter of `seedMeters`. */
export function usageCall(number: number): Call {
  return {
    method: 'POST',
    path: '/api/v1/usage',
    body: {
      license_key: keyOf(number),
      hardware_id: deviceOf(number),
      app_version: '1.0.0',
      items: [{ meter: 'exports', amount: 1 }],
    },
    kind: 'usage',
    isRight: (status, body) => status === 200 && has(body, '"meter":"exports"'),
  };
}

export function licVerifyCall(number: number): Call {
  const key = keyOf(number);
  return {
    method: 'POST',
    path: '/api/verify',
    body: { license_key: key, machine_code: deviceOf(number), app_version: '1.0.0' },
    isRight: (status, body) => status === 200 && has(body, '"success":true') && has(body, `"license_key":"${key}"`),
  };
}

export function heartbeatCall(number: number): Call {
  return {
    method: 'POST',
    path: '/api/v1/heartbeat',
    body: { license_key: keyOf(number), hardware_id: deviceOf(number), app_version: '1.0.0' },
    kind: 'heartbeat',
    isRight: (status, body) => status === 200 && has(body, '"success":true'),
  };
}

export function infoCall(apiKey: string, number: number): Call {
  const key = keyOf(number);
  return {
    method: 'GET',
    path: `/api/license/info/${key}`,
    headers: { 'x-api-key': apiKey },
    kind: 'information',
    isRight: (status, body) => status === 200 && has(body, `"key":"${key}"`) && has(body, deviceOf(number)),
  };
}

/** An activation of a device that is new to the license. */
export function activateCall(apiKey: string, number: number, device: string, path = '/api/license/activate'): Call {
  const key = keyOf(number);
  return {
    method: 'POST',
    path,
    headers: { 'x-api-key': apiKey },
    body: { license_key: key, hardware_hash: device, app_version: '1.0.0', machine_name: 'DESKTOP-ABC123' },
    kind: 'activation',
    isRight: (status, body) => status === 200 && has(body, device) && hasFields(body, { license_key: key }),
  };
}

/** Activations for a connection that is busy for that long. */
export function callsOfNewDevices(
  licenses: number,
  seconds: number,
  call: (number: number, device: string) => Call,
): Call[] {
  const numbers = someNumbers(Math.ceil(ACTIVATIONS_PER_SECOND * seconds), licenses);
  return numbers.map((number) => call(number, randomBytes(16).toString('hex')));
}

/** The same at the native API. */
export function nativeActivateCall(number: number, device: string): Call {
  return {
    method: 'POST',
    path: '/api/v1/activate',
    body: { license_key: keyOf(number), hardware_id: device, app_version: '1.0.0', machine_name: 'DESKTOP-ABC123' },
    isRight: (status) => status === 201,
  };
}

function has(body: string, part: string): boolean {
  return body.includes(part);
}

function hasFields(body: string, fields: Fields): boolean {
  return Object.entries(fields).every(([name, value]) => body.includes(`"${name}":${JSON.stringify(value)}`));
}
