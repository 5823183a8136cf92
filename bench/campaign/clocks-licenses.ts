import { randomUUID } from 'node:crypto';
import type { NodeClient, Reply } from './node-client';

const HOUR_MS = 3_600_000;

/** Devices of a license, each with a seat; the policy allows no more. */
export const DEVICES = ['device-1', 'device-2', 'device-3'] as const;
/** Devices with a running session; the policy allows no more. */
const RUNNING = DEVICES.slice(0, 2);
const METER = 'exports';

/** A node, called as an admin. */
export interface Admin {
  readonly client: NodeClient;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the licenses of all trials have in common. */
export interface Terms {
  readonly product: string;
  readonly policy: string;
  readonly trialProduct: string;
}

export async function createTerms(admin: Admin): Promise<Terms> {
  const product = 'clocks';
  const trialProduct = 'clocks-trial';
  const trial = await made(admin, 'POST', '/policies', { name: 'Trial', duration_days: 14, max_activations: 1 });
  await made(admin, 'POST', '/products', { reference: product, name: 'Clocks' });
  await made(admin, 'POST', '/products', { reference: trialProduct, name: 'Trials', trial_policy: trial });
  await made(admin, 'PUT', `/products/${product}/meters/${METER}`, {
    name: 'Exports',
    unit: 'files',
    kind: 'consumed',
  });
  const policy = await made(admin, 'POST', '/policies', {
    name: 'Clocks',
    max_activations: DEVICES.length,
    max_sessions: RUNNING.length,
    meters: { [METER]: { limit: 100_000, period: 'month' } },
  });
  return { product, policy, trialProduct };
}

async function made(admin: Admin, method: 'POST' | 'PUT', path: string, body: object): Promise<string> {
  const reply = await admin.client.call(method, `/api/v1${path}`, body, admin.headers);
  return String(expected(reply, [200, 201], path).body?.id);
}

function expected(reply: Reply, statuses: readonly number[], what: string): Reply {
  if (!statuses.includes(reply.status)) {
    throw new Error(`${what} was answered with ${reply.status} ${reply.text.slice(0, 300)}`);
  }
  return reply;
}

export interface Licenses {
  /** Never expires. Its seats and sessions are all taken, and its meter is used. */
  readonly never: string;
  /** Expires in an hour. */
  readonly soon: string;
  /** Expired an hour ago. */
  readonly gone: string;
  /** A trial that has just begun. */
  readonly trial: string;
  readonly trialDevice: string;
  readonly trialProduct: string;
  readonly sessions: readonly string[];
  /** Uses that were answered. */
  used: number;
}

/** New licenses of a trial, all of whose seats are taken. */
export async function issueLicenses(admin: Admin, terms: Terms): Promise<Licenses> {
  const { product, policy, trialProduct } = terms;
  const issue = async (hours?: number) => {
    const end = hours === undefined ? {} : { expires_at: new Date(Date.now() + hours * HOUR_MS).toISOString() };
    const reply = await admin.client.call('POST', '/api/v1/licenses', { product, policy, ...end }, admin.headers);
    return String(expected(reply, [201], 'A license').body?.key);
  };
  const [never, soon, gone] = [await issue(), await issue(1), await issue(-1)];
  for (const device of DEVICES) {
    expected(await activate(admin.client, never, device), [201], 'An activation');
  }
  expected(await activate(admin.client, soon, DEVICES[0]), [201], 'An activation');
  const sessions: string[] = [];
  for (const device of RUNNING) {
    const started = expected(await startSession(admin.client, never, device), [201], 'A session');
    sessions.push(String(started.body?.session_token));
  }
  const trialDevice = randomUUID();
  const trial = expected(await askForTrial(admin.client, trialProduct, trialDevice), [201], 'A trial');
  return {
    never,
    soon,
    gone,
    trial: String(trial.body?.license_key),
    trialDevice,
    trialProduct,
    sessions,
    used: 0,
  };
}

export function validate(client: NodeClient, license_key: string, hardware_id?: string): Promise<Reply> {
  return client.call('POST', '/api/v1/validate', { license_key, ...(hardware_id && { hardware_id }) });
}

export function activate(client: NodeClient, license_key: string, hardware_id: string): Promise<Reply> {
  return client.call('POST', '/api/v1/activate', { license_key, hardware_id });
}

export function startSession(client: NodeClient, license_key: string, hardware_id: string): Promise<Reply> {
  return client.call('POST', '/api/v1/license-sessions', { license_key, hardware_id });
}

export function sendHeartbeat(client: NodeClient, session_token: string): Promise<Reply> {
  return client.call('POST', '/api/v1/license-sessions/heartbeat', { session_token });
}

export function use(client: NodeClient, license_key: string): Promise<Reply> {
  return client.call('POST', '/api/v1/usage', { license_key, meter: METER, amount: 1 });
}

/** Counts once, however often it is sent. */
export function useOnce(client: NodeClient, license_key: string, key: string): Promise<Reply> {
  const headers = { 'idempotency-key': key };
  return client.call('POST', '/api/v1/usage', { license_key, meter: METER, amount: 1 }, headers);
}

export function askForTrial(client: NodeClient, product: string, hardware_id: string): Promise<Reply> {
  return client.call('POST', '/api/v1/trials', { product, hardware_id });
}

/** Amount of the meter in an answer, undefined without one. */
export function usedIn({ body }: Reply): number | undefined {
  const meters = body?.meters;
  const [first] = Array.isArray(meters) ? (meters as readonly { readonly used?: number }[]) : [];
  return first?.used;
}

/** Code of a refusal or a verdict. */
export function codeOf({ body }: Reply): string | undefined {
  const error = body?.error as { readonly code?: string } | undefined;
  return error?.code ?? (typeof body?.code === 'string' ? body.code : undefined);
}
