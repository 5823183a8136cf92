import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { takesClientCalls } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { PeriodicWrites } from '../../common/periodic-writes';
import { routeConfigOf } from '../../common/http/route-config';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { DONE, ManagementRequest } from './management-request.entity';

/** Requests that one node keeps until they are written. */
const MAX_KEPT = 5_000;

type Row = Omit<ManagementRequest, 'id' | 'licenseId' | 'customerId'>;

interface Noted {
  readonly row: Row;
  /** UUID or key of the license in the path. */
  readonly license?: string;
  /** UUID of the customer in the path. */
  readonly customer?: string;
}

/**
 * Logs the requests of users and API keys that are no calls of programs. They are written together, after they were answered;
 * those of the last seconds before a crash are lost, and those beyond MAX_KEPT while the database cannot be reached.
 */
@Injectable()
export class ManagementRequestsService extends PeriodicWrites {
  private kept: Noted[] = [];
  private lost = 0;

  constructor(
    private readonly work: UnitOfWork,
    clock: Clock,
  ) {
    super(clock);
  }

  /**
   * Keeps an answered request until the next `write`, if a user or an API key has made it. Of calls of programs, those that
   * read a license by its path are in no other log.
   */
  note(request: FastifyRequest, status: number): void {
    const { requestContext: current, routeOptions, method, params } = request;
    const { url } = routeOptions;
    if (!current?.actor || current.actor.type === 'customer' || url === undefined) {
      return;
    }
    const subject = subjectIn(url, params);
    const isRead = method === 'GET' || method === 'HEAD';
    if (takesClientCalls(routeConfigOf(request)?.access) && !(isRead && subject.license)) {
      return;
    }
    if (this.kept.length >= MAX_KEPT) {
      this.lost += 1;
      return;
    }
    const { actor, address, userAgent, dialect, requestId, errorCode } = current;
    const row = {
      at: this.clock.now(),
      apiKeyId: actor.type === 'api-key' ? actor.id : null,
      userId: actor.type === 'user' ? actor.id : null,
      ip: address,
      userAgent,
      dialect: dialect.name,
      operation: isRead ? 'read' : 'change',
      outcome: errorCode ?? DONE,
      method: method.slice(0, 16),
      route: url.slice(0, 255),
      status,
      requestId,
    } as const;
    this.kept.push({ row, ...subject });
  }

  protected async writeAll(): Promise<void> {
    const noted = this.kept;
    this.kept = [];
    if (this.lost > 0) {
      this.logger.warn(`${this.lost} requests of users and API keys are not in the log: too many at a time`);
      this.lost = 0;
    }
    if (noted.length > 0) {
      const [licenses, customers] = [await this.licensesOf(noted), await this.customersOf(noted)];
      const rows = noted.map(({ row, license = '', customer = '' }) => ({
        ...row,
        licenseId: licenses.get(license)?.id ?? null,
        customerId: licenses.get(license)?.customerId ?? customers.get(customer) ?? null,
      }));
      await this.work.manager.query(WRITE, [JSON.stringify(rows)]);
    }
  }

  /** By what their paths name. */
  private async licensesOf(noted: readonly Noted[]): Promise<ReadonlyMap<string, NamedLicense>> {
    const named = [...new Set(noted.flatMap(({ license }) => license ?? []))];
    if (named.length === 0) {
      return new Map();
    }
    const uids = named.filter((name) => isUUID(name));
    const rows = await this.work.manager.query<NamedLicense[]>(LICENSES, [uids, named]);
    return new Map(rows.map((row) => [row.name, row]));
  }

  private async customersOf(noted: readonly Noted[]): Promise<ReadonlyMap<string, number>> {
    const uids = [...new Set(noted.flatMap(({ customer }) => customer ?? []))].filter((name) => isUUID(name));
    if (uids.length === 0) {
      return new Map();
    }
    const rows = await this.work.manager.query<{ name: string; id: number }[]>(CUSTOMERS, [uids]);
    return new Map(rows.map(({ name, id }) => [name, id]));
  }
}

interface NamedLicense {
  readonly name: string;
  readonly id: number;
  readonly customerId: number | null;
}

const LICENSES = `
  SELECT uid::text AS name, id, customer_id AS "customerId" FROM licenses WHERE uid = ANY ($1::uuid[])
  UNION ALL SELECT key, id, customer_id FROM licenses WHERE key = ANY ($2)`;

const CUSTOMERS = 'SELECT uid::text AS name, id FROM customers WHERE uid = ANY ($1::uuid[])';

const WRITE = `
  INSERT INTO management_requests (at, license_id, customer_id, api_key_id, user_id, ip, user_agent, dialect, operation,
    outcome, method, route, status, request_id)
  SELECT at, "licenseId", "customerId", "apiKeyId", "userId", ip, "userAgent", dialect, operation,
    outcome, method, route, status, "requestId"
  FROM json_to_recordset($1::json) AS noted(at timestamptz, "licenseId" bigint, "customerId" bigint, "apiKeyId" bigint,
    "userId" bigint, ip text, "userAgent" text, dialect text, operation text, outcome text, method text, route text,
    status smallint, "requestId" uuid)`;

/** Must follow the hooks that read the request's context. */
export function useManagementRequests(fastify: FastifyInstance, requests: ManagementRequestsService): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    requests.note(request, reply.statusCode);
    done();
  });
}

/** The license or the customer that a path names. */
interface RequestSubject {
  readonly license?: string;
  readonly customer?: string;
}

const SUBJECT = /\/(license|customer)s?(?:\/[a-z-]+)?\/:(\w+)/;

/** @param route pattern of the path, such as `/api/v1/licenses/:id/requests` or `/api/license/info/:key` */
function subjectIn(route: string, parameters: unknown): RequestSubject {
  const [, kind, name = ''] = SUBJECT.exec(route) ?? [];
  const value = new Map(Object.entries(parameters ?? {})).get(name) as unknown;
  return kind !== undefined && typeof value === 'string' && value !== '' ? { [kind]: value } : {};
}
