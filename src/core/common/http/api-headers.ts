import type { SecurityHeadersOptions } from '@nestjs/common';

/** Headers that answers of APIs and files need; pages and Swagger UI set more. Every header costs time in each check. */
export const SECURITY_HEADERS: SecurityHeadersOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  },
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  originAgentCluster: false,
  referrerPolicy: false,
  // `useStrictTransport` sets it where browsers reach the server by HTTPS.
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};

const EXPOSED_HEADERS = [
  'accept-ranges',
  'content-disposition',
  'content-range',
  'etag',
  'idempotent-replayed',
  'keyward-meters',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'www-authenticate',
  'x-request-id',
];

/** Any origin is allowed, because browsers send no cookie with such a request. */
export const CORS = {
  origin: '*',
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  exposedHeaders: EXPOSED_HEADERS,
  maxAge: 600,
};

/** Headers that the options above give an answer to a POST that may contain secrets: alternating names and values. */
export const API_HEADERS: readonly string[] = [
  ...['access-control-allow-origin', CORS.origin],
  ...['access-control-expose-headers', EXPOSED_HEADERS.join(', ')],
  ...['content-security-policy', "default-src 'none';frame-ancestors 'none'"],
  ...['cross-origin-resource-policy', 'cross-origin'],
  ...['x-content-type-options', 'nosniff'],
  ...['cache-control', 'no-store'],
];
