import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyBaseLogger, FastifyInstance, RouteOptions } from 'fastify';
import type { Dialects } from '../common/dialects/dialects';
import type { EarlierAnswers } from '../common/dialects/earlier-answers';
import { NATIVE } from '../common/dialects/native.dialect';
import { DomainError, problem } from '../common/errors/domain-error';
import type { ErrorFilter } from '../common/dialects/error.filter';
import { API_HEADERS } from '../common/http/api-headers';
import { MAX_OPEN_VALUES, MAX_VALUES, readJsonBody } from '../common/http/json-body';
import type { UnfinishedBodies } from '../common/http/transfer-time';
import { contextOf, inRequest, type RequestContext } from '../common/http/request-context';
import { LoadShedder } from '../common/limits/load-shedder';
import type { InFlight } from '../common/limits/in-flight';
import { rateLimitHeaders } from '../common/dialects/native-answers';
import { logRequest } from '../common/logging/logger';
import { endRequestSpan } from '../common/tracing/request-spans';
import { Shutdown } from '../common/shutdown';
import { AccessGuard } from '../identity/access/access.guard';
import { bodySchemas } from '../openapi/body-schemas';
import { Metrics } from '../platform/monitoring/metrics';
import { FastCall } from './fast-call';
import { FastLimits } from './fast-limits';
import { FastRoute } from './fast-route';
import { addressReader } from './plain-request';
import { assertNoEnhancers } from './assert-no-enhancers';

const REFUSED_AFTER_MS = 250;
const JSON_HEADERS = ['content-type', 'application/json; charset=utf-8'];
const CLOSING_HEADERS = ['connection', 'close'];

interface FastPathDependencies {
  readonly dialects: Dialects;
  readonly errors: ErrorFilter;
  readonly inFlight: InFlight;
  readonly bodies: UnfinishedBodies;
  readonly trustedProxies: readonly string[];
  /** The path of PUBLIC_URL, which a proxy may leave in addresses. */
  readonly basePath: string;
  readonly earlier: Pick<EarlierAnswers, 'mayBeFor'>;
  /** While one is true, requests pass the hooks of a plug-in. */
  readonly hooked: readonly (() => boolean)[];
  /** Names and values in turn. */
  readonly transportHeadersOf: (request: IncomingMessage) => readonly string[];
}

/**
 * Serves the handlers with `@FastPath` without the layers of Fastify and Nest. It takes only requests that are sure to be
 * allowed: their credential is known, the body fits its schema in the document, and its values are texts, numbers and flags
 * that the handler reads as they were sent. All others are handed on as if they had just arrived, so that each refusal is
 * decided in one place. Limits, log, metrics, headers and the format of errors are the same.
 */
export function useFastPath(app: NestFastifyApplication, dependencies: FastPathDependencies): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const { server } = fastify;
  const [next] = server.listeners('request') as RequestListener[];
  if (!next) {
    throw new Error('The server has no listener for requests');
  }
  const path = new FastPath(app, next, dependencies);
  server.off('request', next);
  server.on('request', (request, response) => path.receive(request, response));
  fastify.addHook('onRoute', (route) => path.add(route));
}

class FastPath {
  private readonly routes = new Map<string, FastRoute>();
  private readonly shedder = new LoadShedder();
  private readonly addressOf: (request: IncomingMessage) => string | undefined;
  private readonly logger: FastifyBaseLogger;
  private readonly shutdown: Shutdown;
  private readonly guard: AccessGuard;
  private readonly limits: FastLimits;
  private readonly metrics: Metrics;
  private arrived: FastCall[] = [];

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly next: RequestListener,
    private readonly dependencies: FastPathDependencies,
  ) {
    this.addressOf = addressReader(dependencies.trustedProxies);
    const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
    this.logger = fastify.log;
    this.shutdown = app.get(Shutdown);
    this.guard = app.get(AccessGuard, { strict: false });
    this.limits = new FastLimits(app);
    this.metrics = app.get(Metrics, { strict: false });
  }

  /** Adds a route if its handler is for the fast path. */
  add({ url, config, constraints }: RouteOptions): void {
    if (!config?.fastPath) {
      return;
    }
    assertNoEnhancers(config.fastPath);
    const { access } = config;
    if (!access) {
      throw new Error(`The fast path serves no route without an access rule: ${url}`);
    }
    if (constraints?.dialect !== undefined) {
      throw new Error(`The fast path knows no path that several APIs share: ${url}`);
    }
    const { dialects, basePath } = this.dependencies;
    const dialect = dialects.named(config.dialect ?? NATIVE.name) ?? NATIVE;
    const body = bodySchemas().get(dialect.name)?.get(config.fastPath.method);
    // The documents are missing while they are generated for the first time.
    if (!body) {
      return;
    }
    const route = new FastRoute(this.app, { url, config: { ...config, access } }, dialect, config.fastPath, body);
    const paths = [url, `/dialects/${dialect.name}${url}`];
    [...paths, ...paths.map((path) => basePath + path)].forEach((path) => this.routes.set(path, route));
  }

  receive(request: IncomingMessage, response: ServerResponse): void {
    const route = this.routeOf(request);
    const address = route && this.addressOf(request);
    const call = route && address !== undefined ? new FastCall(request, response, route, address) : undefined;
    if (!call || !this.acquires(call)) {
      this.next(request, response);
      return;
    }
    this.arrived.push(call);
    if (this.arrived.length === 1) {
      // `setImmediate` runs after small bodies have arrived: requests that arrived together are served together.
      setImmediate(() => this.serveArrived());
    }
  }

  private routeOf(request: IncomingMessage): FastRoute | undefined {
    if (request.method !== 'POST' || this.shutdown.hasBegun) {
      return undefined;
    }
    const { earlier, hooked } = this.dependencies;
    const route = this.routes.get(request.url ?? '');
    const isServed = route && route.isFor(request) && !earlier.mayBeFor(route.dialect);
    return isServed && !hooked.some((isHooked) => isHooked()) ? route : undefined;
  }

  /** If it is refused, the next listener counts it again and refuses it. */
  private acquires(call: FastCall): boolean {
    const acquired = this.dependencies.inFlight.acquire(call);
    if (acquired instanceof DomainError) {
      return false;
    }
    call.inFlight = acquired;
    return true;
  }

  private serveArrived(): void {
    const { arrived } = this;
    this.arrived = [];
    for (const call of arrived) {
      if (call.isReceived) {
        this.serve(call);
      } else {
        this.serveWhenReceived(call);
      }
    }
  }

  private serveWhenReceived(call: FastCall): void {
    const { raw, response } = call;
    if (raw.destroyed) {
      call.inFlight?.release();
      return;
    }
    const release = (): void => call.inFlight?.release();
    const onReadable = (): void => {
      if (call.isReceived) {
        raw.off('readable', onReadable);
        response.off('close', release);
        this.serve(call);
      }
    };
    this.dependencies.bodies.add(call, response, true);
    response.once('close', release);
    raw.on('readable', onReadable);
  }

  private serve(call: FastCall): void {
    const { raw, response } = call;
    if (raw.destroyed) {
      call.inFlight?.release();
      return;
    }
    const current = contextOf(call);
    inRequest(current, () => {
      // In this turn: after the one in which it was read to its end, a request cannot be handed on.
      const bytes = raw.read() as Buffer;
      if (this.accepts(call, bytes, current)) {
        this.serveAccepted(call, current);
      } else {
        call.inFlight?.release();
        raw.unshift(bytes);
        this.next(raw, response);
      }
    });
  }

  private serveAccepted(call: FastCall, current: RequestContext): void {
    const counting = this.count(call, current);
    if (counting === true) {
      this.serveCounted(call, current);
    } else if (counting) {
      void counting.then((isWithin) => isWithin && this.serveCounted(call, current));
    }
  }

  /** A promise only where one has to be awaited: each takes its time. False if the request is refused. */
  private count(call: FastCall, current: RequestContext): boolean | Promise<boolean> {
    try {
      const counting = this.limits.count(call, current);
      const refuse = (error: unknown): boolean => this.refuse(call, current, error);
      return counting ? counting.then(() => true, refuse) : true;
    } catch (error) {
      return this.refuse(call, current, error);
    }
  }

  private serveCounted(call: FastCall, current: RequestContext): void {
    if (call.response.destroyed) {
      call.inFlight?.release();
    } else if (!call.inFlight?.begin() && this.shedder.tryAcquire()) {
      void this.answer(call, current);
    } else {
      // Later: programs that ask again at once would take the time of those that are served.
      setTimeout(() => this.refuse(call, current, problem('SERVER_BUSY')), REFUSED_AFTER_MS).unref();
    }
  }

  /** Has no effect but to set the body of the call, its input and its caller. */
  private accepts(call: FastCall, bytes: Buffer, current: RequestContext): boolean {
    const { access } = call.route;
    try {
      const body = readJsonBody(bytes, access.public ? MAX_OPEN_VALUES : MAX_VALUES, { isExact: true });
      call.body = body;
      call.input = call.route.read(body);
      const isAllowed = call.input !== undefined && (access.public || this.guard.knows(call, current, access));
      return isAllowed && call.route.takes(current.apiVersion);
    } catch {
      return false;
    }
  }

  private async answer(call: FastCall, current: RequestContext): Promise<void> {
    try {
      this.send(call, current, await this.limits.answer(call, current));
    } catch (error) {
      this.refuse(call, current, error);
    } finally {
      this.shedder.release();
    }
  }

  private refuse(call: FastCall, current: RequestContext, error: unknown): false {
    const { status, headers, body } = this.dependencies.errors.rendered(error, call);
    call.status(status);
    call.answerHeaders = headers;
    this.send(call, current, body);
    return false;
  }

  private send(call: FastCall, current: RequestContext, answer: object | string | null): void {
    const { response, route, statusCode } = call;
    const body = answer === null ? '' : JSON.stringify(answer);
    response.writeHead(statusCode, [
      ...API_HEADERS,
      ...this.dependencies.transportHeadersOf(call.raw),
      ...(body === '' ? [] : JSON_HEADERS),
      ...(this.shutdown.hasBegun ? CLOSING_HEADERS : []),
      ...route.versionHeaders(current),
      ...listOf(rateLimitHeaders(current)),
      ...listOf(call.answerHeaders),
      'x-request-id',
      call.id,
      'content-length',
      String(Buffer.byteLength(body)),
    ]);
    response.end(body);
    call.inFlight?.release();
    const { elapsed } = call;
    this.metrics.countRequest({
      dialect: route.dialect.name,
      method: 'POST',
      route: route.path,
      status: statusCode,
      seconds: elapsed / 1000,
    });
    logRequest(this.logger, call, statusCode, elapsed);
    endRequestSpan(call, statusCode);
  }
}

/** Names and values in turn, as `writeHead` takes them: it is quicker with a list than with an object. */
function listOf(headers: Readonly<Record<string, string>>): string[] {
  const list: string[] = [];
  for (const name in headers) {
    list.push(name, headers[name] ?? '');
  }
  return list;
}
