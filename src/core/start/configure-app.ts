import { randomUUID } from 'node:crypto';
import { type IncomingMessage, maxHeaderSize } from 'node:http';
import { resolve } from 'node:path';
import { Logger } from '@nestjs/common';
import { type NestFastifyApplication, FastifyAdapter } from '@nestjs/platform-fastify';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { RequestGuard, useHeadChecks } from '../identity/access/request.guard';
import { problem } from '../common/errors/domain-error';
import { useActions } from '../common/dialects/actions';
import { dialectConstraint, useDialects, usePrefixes } from '../common/dialects/dialect-hooks';
import { ErrorFilter } from '../common/dialects/error.filter';
import { CORS, SECURITY_HEADERS } from '../common/http/api-headers';
import { basePathIn, BasePaths, useBasePath } from '../common/http/base-path';
import { useBodyParsers } from '../common/http/body-parsers';
import { ApiVersionInterceptor, useApiVersions, useRateLimitHeaders } from '../common/dialects/native-answers';
import { BODY_BYTES, useBodyLimits } from '../common/http/body-limits';
import { ForwardedAddresses } from '../common/http/forwarded-addresses';
import { useHeadRequests } from '../common/http/head-requests';
import { UnfinishedBodies, useReceivingLimits, useSendingLimit } from '../common/http/transfer-time';
import { Clock } from '../common/clock';
import { useRequestContext } from '../common/http/request-context';
import { useUploads } from '../common/http/uploads';
import { useParserErrors } from '../common/dialects/parser-errors';
import { RequestValidationPipe } from '../common/http/request-validation.pipe';
import { InFlight, useInFlightLimits } from '../common/limits/in-flight';
import { LicenseCallLimitsService } from '../common/limits/license-call-limits.service';
import { LicenseCallInterceptor, useLicenseCallLimits } from '../common/limits/license-call.interceptor';
import { rootLogger, useRequestLog } from '../common/logging/logger';
import { useRequestSpans } from '../common/tracing/request-spans';
import { Shutdown, useShutdown } from '../common/shutdown';
import type { Settings } from '../platform/config/settings';
import { dialectsFor } from './all-dialects';
import { runningPlugins } from '../common/plugins/plugins';
import { addLanguages } from '../i18n/added-languages';
import { readSource } from '../i18n/messages';
import { useViewers } from '../i18n/use-viewers';
import { ManagementRequestsService, useManagementRequests } from '../licensing/requests/management-requests.service';
import { ReadingInterceptor } from '../licenses/licenses/reading.interceptor';
import { KeySpellingService } from '../licenses/licenses/key-spelling.service';
import {
  isSafeFromForgery,
  strictTransport,
  useNoStore,
  usePageHeaders,
  useStrictTransport,
} from '../common/http/response-headers';
import { EarlierAnswers } from '../common/dialects/earlier-answers';
import { isDatabaseAway } from '../platform/database/database-error';
import { DeclaredInputInterceptor } from '../common/http/declared-input.interceptor';
import { ChangeReasonInterceptor } from '../platform/settings/change-reason.interceptor';
import { IdempotencyInterceptor } from '../platform/idempotency/idempotency.interceptor';
import { Metrics, useRequestMetrics } from '../platform/monitoring/metrics';
import { useFastPath } from '../fast-path/fast-path';
import { serveDocuments } from '../openapi/serve-documents';

/** Creates the HTTP server with the options that must precede the first route. */
export function createAdapter(settings: Settings, dialects = dialectsFor(settings)): FastifyAdapter {
  const errors = new ErrorFilter(isDatabaseAway);
  const logger = rootLogger(settings.LOG_LEVEL);
  const warn = (text: string): void => logger.warn(text);
  const forwarded = new ForwardedAddresses(settings.TRUSTED_PROXIES, warn);
  const basePaths = new BasePaths(settings.PUBLIC_URL, settings.TRUSTED_PROXIES, warn);
  const adapter = new FastifyAdapter({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // One logger for all requests; the line of a request names its id.
    childLoggerFactory: (logger: FastifyBaseLogger) => logger,
    trustProxy: settings.TRUSTED_PROXIES.length > 0 ? [...settings.TRUSTED_PROXIES] : false,
    bodyLimit: BODY_BYTES,
    exposeHeadRoutes: false,
    // Node limits the length of URLs; keys that are too long are then rejected by validation.
    routerOptions: { maxParamLength: maxHeaderSize, constraints: { dialect: dialectConstraint() } },
    rewriteUrl: (request: IncomingMessage) => {
      forwarded.normalize(request);
      basePaths.read(request);
      return dialects.rewriteUrl(request);
    },
    // Errors before routing, such as a path that cannot be decoded.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      // This request lacks Fastify's decorations.
      errors.answer(error, Object.assign(request, { dialect: dialects.ofRouted(request) }), reply),
  });
  const fastify: FastifyInstance = adapter.getInstance();
  fastify.addHook('onRoute', ({ url }) => basePaths.addRoute(url));
  useHeadRequests(fastify);
  return adapter;
}

/** Configures request handling for the server and the tests. */
export function configureApp(app: NestFastifyApplication, settings: Settings, dialects = dialectsFor(settings)): void {
  const fastify: FastifyInstance = app.getHttpAdapter().getInstance();
  const inFlight = new InFlight(settings.RATE_LIMIT_FACTOR);
  const bodies = new UnfinishedBodies(fastify.server);
  useDialects(fastify, dialects);
  useStrictTransport(fastify, settings.PUBLIC_URL);
  useReceivingLimits(fastify, bodies);
  useSendingLimit(fastify);
  useShutdown(fastify, app.get(Shutdown));
  useRequestSpans(fastify);
  useRequestLog(fastify);
  useBasePath(fastify);
  usePageHeaders(fastify);
  useNoStore(fastify, dialects);
  useRequestMetrics(fastify, app.get(Metrics));
  usePrefixes(fastify);
  useActions(fastify, dialects);
  useInFlightLimits(fastify, inFlight);
  refuseUnstorablePaths(fastify);
  runningPlugins().forEach(({ hooks }) => hooks?.(fastify, app));
  useBodyLimits(fastify, dialects);
  useBodyParsers(fastify);
  useUploads(fastify);
  useRequestContext(fastify);
  useManagementRequests(fastify, app.get(ManagementRequestsService));
  const languages = new Logger('Languages');
  addLanguages(resolve(settings.I18N_DIR ?? 'i18n'), () => readSource('en')).forEach((text) => languages.warn(text));
  useViewers(fastify, app.get(Clock));
  useRateLimitHeaders(fastify);
  const guard = app.get(RequestGuard);
  useHeadChecks(fastify, guard);
  const licenseCalls = app.get(LicenseCallLimitsService);
  useLicenseCallLimits(fastify, licenseCalls);
  useApiVersions(fastify);

  app.useSecurityHeaders(SECURITY_HEADERS);
  app.enableCsrfProtection({
    exclude: isSafeFromForgery,
    trustedOrigins: settings.PUBLIC_URL === undefined ? [] : [new URL(settings.PUBLIC_URL).origin],
  });
  app.enableCors(CORS);
  const errors = new ErrorFilter(isDatabaseAway);
  useParserErrors(fastify, errors, bodies);
  useFastPath(app, {
    dialects,
    errors,
    inFlight,
    bodies,
    earlier: app.get(EarlierAnswers),
    hooked: runningPlugins().flatMap(({ hooksChecks }) => hooksChecks?.(app) ?? []),
    trustedProxies: settings.TRUSTED_PROXIES,
    basePath: basePathIn(settings.PUBLIC_URL) ?? '',
    transportHeadersOf: strictTransport(settings.PUBLIC_URL),
  });
  app.useGlobalFilters(errors);
  app.useGlobalPipes(new RequestValidationPipe());
  app.useGlobalInterceptors(
    new LicenseCallInterceptor(licenseCalls),
    new ReadingInterceptor(app.get(KeySpellingService)),
    app.get(IdempotencyInterceptor),
    // Within the idempotency: a repeated request gets the answer in the version of the first one.
    new ApiVersionInterceptor(),
    app.get(ChangeReasonInterceptor),
    new DeclaredInputInterceptor(),
  );
  app.useGlobalGuards(guard);
  serveDocuments(app, errors);
  if (settings.METRICS_TOKEN === undefined) {
    fastify.log.info('METRICS_TOKEN is not set: /metrics answers loopback addresses only');
  }
}

function refuseUnstorablePaths(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(/%00/i.test(request.url) ? problem('URL_HAS_NUL', { field: parameterWithNul(request) }) : undefined);
  });
}

function parameterWithNul({ params }: FastifyRequest): string {
  const [name] =
    Object.entries(params ?? {}).find(([name, value]) => name !== '*' && String(value).includes('\0')) ?? [];
  return name ?? 'address';
}
