import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NATIVE } from './native.dialect';
import { problem } from '../errors/domain-error';
import type { ReceivedRequest } from '../http/received-request';
import { currentRequest } from '../http/request-context';
import { NATIVE_VERSIONS, VERSION_HEADER } from '../api-versions/native-versions';

const VERSIONED = '/api/v1/';

/** Refuses requests of unknown versions, and names the version of each answer of the native API. Must follow the hooks that check access. */
export function useApiVersions(fastify: FastifyInstance): void {
  fastify.addHook('preParsing', (request, _reply, _payload, done) => {
    done(isUnknown(request) ? problem('API_VERSION_NOT_KNOWN', { versions: NATIVE_VERSIONS.dates.join(', ') }) : null);
  });
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    void reply.headers(versionHeaders(request));
    done();
  });
}

/** Headers of an answer that name its version; none outside of the native API. */
export function versionHeaders({
  dialect,
  url,
}: Pick<ReceivedRequest, 'dialect' | 'url'>): Readonly<Record<string, string>> {
  return dialect.name === NATIVE.name && url.startsWith(VERSIONED)
    ? NATIVE_VERSIONS.headersOf(currentRequest()?.apiVersion)
    : {};
}

function isUnknown({ dialect, url, headers }: FastifyRequest): boolean {
  const version = headers[VERSION_HEADER];
  return (
    version !== undefined &&
    dialect.name === NATIVE.name &&
    url.startsWith(VERSIONED) &&
    NATIVE_VERSIONS.known(version) === undefined
  );
}
