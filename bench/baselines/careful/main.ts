import Fastify, { type FastifyRequest } from 'fastify';
import { Pool, type PoolClient, type QueryResultRow, types } from 'pg';
import { hashOf } from '../schema';
import { announce, DATABASE_URL, POOL_SIZE } from '../serve';
import { judge } from '../verdict';
import { STATEMENTS } from './statements';

interface Input {
  license_key: string;
  hardware_hash: string;
  app_version?: string;
  machine_name?: string;
}

interface LicenseRow extends QueryResultRow {
  id: number;
  key: string;
  max_users: number | null;
  max_activations: number | null;
  disabledAt: Date | null;
  revokedAt: Date | null;
  startsAt: Date | null;
  expiresAt: Date | null;
}

interface DeviceRow extends QueryResultRow {
  id: number;
  fingerprint: string;
  name: string | null;
  activated_at: Date;
  last_seen_at: Date;
  deactivatedAt: Date | null;
}

interface KeyRow extends QueryResultRow {
  expires_at: Date | null;
  revoked_at: Date | null;
}

type Request = FastifyRequest<{ Body: Input }>;

class Unauthorized extends Error {
  readonly statusCode = 401;
}

types.setTypeParser(types.builtins.INT8, Number);
const pool = new Pool({ connectionString: DATABASE_URL, max: POOL_SIZE });

async function ask<Row extends QueryResultRow>(
  client: PoolClient,
  name: keyof typeof STATEMENTS,
  values: unknown[],
): Promise<Row | undefined> {
  const { rows } = await client.query<Row>({ name, text: STATEMENTS[name], values });
  return rows[0];
}

/** The whole request in one transaction, on one connection. */
async function inTransaction<T>(request: Request, work: (client: PoolClient, now: Date) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await authenticate(client, request);
    const result = await work(client, new Date());
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function authenticate(client: PoolClient, { headers: { 'x-api-key': value } }: Request): Promise<void> {
  const key = typeof value === 'string' ? await ask<KeyRow>(client, 'key', [hashOf(value)]) : undefined;
  if (key?.revoked_at !== null || (key.expires_at !== null && key.expires_at <= new Date())) {
    throw new Unauthorized();
  }
}

function verify(request: Request): Promise<object> {
  const input = request.body;
  return inTransaction(request, async (client, now) => {
    const license = await ask<LicenseRow>(client, 'license', [input.license_key]);
    const device = license && (await ask<DeviceRow>(client, 'device', [license.id, input.hardware_hash]));
    const outcome = judge(license ?? null, device ?? null, now);
    if (device && outcome === 'VALID') {
      await ask(client, 'seen', [device.id, now, input.app_version]);
    }
    await log(client, request, 'check', outcome, license, now);
    return {
      valid: outcome === 'VALID',
      message: outcome,
      license: license && {
        key: license.key,
        valid_until: license.expiresAt?.toISOString().slice(0, 10) ?? null,
        max_users: license.max_users,
      },
      update_available: false,
      latest_version: '1.0.0',
    };
  });
}

function activate(request: Request): Promise<object> {
  const input = request.body;
  return inTransaction(request, async (client, now) => {
    const license = await ask<LicenseRow>(client, 'lockedLicense', [input.license_key]);
    const known = license && (await ask<DeviceRow>(client, 'device', [license.id, input.hardware_hash]));
    const { taken = 0 } = (license && (await ask<{ taken: number }>(client, 'taken', [license.id]))) ?? {};
    const judged = judge(license ?? null, known ?? { deactivatedAt: null }, now);
    const isFull = !known && taken >= (license?.max_activations ?? Infinity);
    const outcome = judged === 'VALID' && isFull ? 'SEATS_EXHAUSTED' : judged;
    const device = known ?? (outcome === 'VALID' ? await seat(client, license, input, now) : undefined);
    await log(client, request, 'activate', outcome, license, now);
    return {
      message: outcome,
      activation: device && {
        id: device.id,
        license_key: input.license_key,
        hardware_hash: device.fingerprint,
        machine_name: device.name,
        activated_at: device.activated_at,
        last_heartbeat: device.last_seen_at,
        is_active: device.deactivatedAt === null,
      },
    };
  });
}

function seat(client: PoolClient, license: LicenseRow | undefined, input: Input, now: Date) {
  return ask<DeviceRow>(client, 'seat', [license?.id, input.hardware_hash, input.machine_name, input.app_version, now]);
}

async function log(
  client: PoolClient,
  { body, ip, headers }: Request,
  operation: string,
  outcome: string,
  license: LicenseRow | undefined,
  now: Date,
): Promise<void> {
  const agent = headers['user-agent'];
  const { license_key: key, hardware_hash: device, app_version: version } = body;
  await ask(client, 'log', [now, license?.id, key, device, ip, agent, version, operation, outcome]);
}

const text = (minLength: number, maxLength: number) => ({ type: 'string', minLength, maxLength });

const schema = {
  body: {
    type: 'object',
    required: ['license_key', 'hardware_hash'],
    properties: {
      license_key: text(1, 255),
      hardware_hash: text(1, 512),
      app_version: text(0, 255),
      machine_name: text(0, 255),
    },
  },
};

async function main(): Promise<void> {
  const server = Fastify();
  server.post<{ Body: Input }>('/api/license/verify', { schema }, verify);
  server.post<{ Body: Input }>('/api/license/activate', { schema }, activate);
  announce(await server.listen({ port: 0, host: '127.0.0.1' }));
}

void main();
