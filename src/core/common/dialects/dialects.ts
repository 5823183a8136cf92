import type { IncomingMessage } from 'node:http';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import { URL_ENCODED } from '../http/form-fields';
import { hasQueryField } from '../http/query-field';
import { originForm } from '../http/base-path';
import type { DialectDefinition } from './define-dialect';

declare module 'node:http' {
  interface IncomingMessage {
    /** The dialect in the `/dialects/<name>` prefix of the request. */
    dialectOfPrefix?: string;
    /** The dialect by prefix, host, path and content; it selects the route where several dialects share a path. */
    routingDialect?: DialectDefinition;
    /** Path and query without the prefix of a dialect, if they name an account, which `url` does not. */
    urlWithAccount?: string;
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The dialect in which the request is answered: that of its route, else `routingDialect`. Nothing is searched. */
    readonly dialect: DialectDefinition;
  }
}

const SLASHES_AT_END = /(?<=[^/])\/+$/;

const PREFIX = /^\/dialects\/([a-z0-9-]+)(?=\/|\?|$)/;

/**
 * Slashes after base URLs that end in a slash, with a version of an API at their end or without. The web servers of the original
 * servers merged them.
 */
const SLASHES = /^\/{2,}(?=(?:api|dialects|v\d)\/)|(?<=^\/v\d)\/{2,}/g;

/** All dialects of this server; determines the dialect of a request. */
export class Dialects {
  private readonly byName: ReadonlyMap<string, DialectDefinition>;
  private readonly byPrefix: ReadonlyMap<string, readonly DialectDefinition[]>;
  private readonly longestPrefix: number;
  private readonly atAnyPaths: readonly DialectDefinition[];

  /**
   * @param added further path prefixes by the name of the dialect
   * @param hosts dialect names by host name, which decide requests to shared paths
   */
  constructor(
    readonly all: readonly DialectDefinition[],
    private readonly fallback: DialectDefinition,
    private readonly added: ReadonlyMap<string, readonly string[]> = new Map(),
    private readonly hosts: ReadonlyMap<string, string> = new Map(),
  ) {
    this.byName = new Map(all.map((dialect) => [dialect.name, dialect]));
    this.atAnyPaths = all.filter(({ reads }) => reads?.anyPath);
    const prefixesOf = ({ name, pathPrefixes }: DialectDefinition) => [...pathPrefixes, ...(added.get(name) ?? [])];
    const prefixes = [...new Set(all.flatMap(prefixesOf))];
    this.byPrefix = new Map(
      prefixes.map((prefix) => [prefix, all.filter((dialect) => prefixesOf(dialect).includes(prefix))]),
    );
    this.longestPrefix = Math.max(...prefixes.map(({ length }) => length));
  }

  withHosts(hosts: ReadonlyMap<string, string>): Dialects {
    return new Dialects(this.all, this.fallback, this.added, hosts);
  }

  named(name: string): DialectDefinition | undefined {
    return this.byName.get(name);
  }

  /** Removes the prefixes of dialect and account and repeated leading slashes, and decides the dialect of the request. */
  rewriteUrl(request: IncomingMessage): string {
    request.url = originForm(request.url ?? '/');
    const url = mergeSlashes(request.url);
    const [prefix, name = ''] = PREFIX.exec(url) ?? [];
    const dialect = this.byName.get(name);
    if (prefix === undefined || !dialect) {
      request.routingDialect = this.decide(request, pathOf(url));
      return withoutSlash(request.routingDialect, withoutAccount(request, request.routingDialect, url));
    }
    request.dialectOfPrefix = name;
    request.routingDialect = dialect;
    const rest = mergeSlashes(url.slice(prefix.length));
    return withoutSlash(dialect, withoutAccount(request, dialect, rest.startsWith('/') ? rest : `/${rest}`));
  }

  /** Searches for the dialect of a request by host, path and content. Called once for each request; all others read it there. */
  decide(request: IncomingMessage, path: string): DialectDefinition {
    const covering = this.covering(path);
    const atHost = this.atHost(request);
    if (atHost) {
      return covering.includes(atHost) ? atHost : (covering.find((dialect) => this.isOwn(dialect)) ?? atHost);
    }
    return (
      covering.find(({ matches }) => matches?.(request)) ??
      covering.find(({ matches }) => !matches) ??
      covering[0] ??
      this.atAnyPath(request) ??
      this.fallback
    );
  }

  /** The dialect of the prefix, else of the matched route or action, else of host, path and content. */
  ofRouted({
    raw,
    routeOptions,
    actionConfig,
  }: Pick<FastifyRequest, 'raw' | 'routeOptions' | 'actionConfig'>): DialectDefinition {
    // Contrary to its type, the route's config is undefined if the path cannot be decoded.
    const { config } = routeOptions as { config?: FastifyContextConfig };
    const name = (actionConfig ?? config)?.dialect ?? '';
    const ofRoute = raw.dialectOfPrefix === undefined ? this.byName.get(name) : undefined;
    return ofRoute ?? raw.routingDialect ?? this.fallback;
  }

  /** Whether prefix or host have decided the dialect of the request, whatever its body names. */
  isBound(request: IncomingMessage): boolean {
    return request.dialectOfPrefix !== undefined || this.atHost(request) !== undefined;
  }

  /** Whether the path belongs to the API, or its host is that of the API alone. */
  has({ name }: DialectDefinition, request: IncomingMessage, path: string): boolean {
    return this.atHost(request)?.name === name || this.covering(path).some((dialect) => dialect.name === name);
  }

  /** The dialects with the longest prefix of a path: only these are considered. */
  private covering(path: string): readonly DialectDefinition[] {
    const { longestPrefix } = this;
    let end = path.length <= longestPrefix ? path.length : path.lastIndexOf('/', longestPrefix);
    for (; end > 0; end = path.lastIndexOf('/', end - 1)) {
      const covering = this.byPrefix.get(path.slice(0, end));
      if (covering) {
        return covering;
      }
    }
    return [];
  }

  /** The dialect whose action the query names or, for a form, may be named in the body. */
  private atAnyPath(request: IncomingMessage): DialectDefinition | undefined {
    const isForm = request.method === 'POST' && URL_ENCODED.test(request.headers['content-type'] ?? '');
    return (
      this.atAnyPaths.find(({ discriminator = '' }) => hasQueryField(request, discriminator)) ??
      (isForm ? this.atAnyPaths[0] : undefined)
    );
  }

  /** The dialect to which the request's host is bound. */
  private atHost({ headers }: IncomingMessage): DialectDefinition | undefined {
    if (this.hosts.size === 0) {
      return undefined;
    }
    const name = this.hosts.get(headers.host?.replace(/:\d+$/, '').toLowerCase() ?? '');
    return name === undefined ? undefined : this.byName.get(name);
  }

  /** The native API and the console are at every host, also at one that is bound to a dialect. */
  private isOwn(dialect: DialectDefinition): boolean {
    return dialect === this.fallback || dialect.errorPage !== undefined;
  }
}

function pathOf(url = '/'): string {
  return url.split('?', 1)[0] ?? '';
}

function withoutSlash({ reads }: DialectDefinition, url: string): string {
  const path = pathOf(url);
  return reads?.trailingSlash === true && path.endsWith('/')
    ? path.replace(SLASHES_AT_END, '') + url.slice(path.length)
    : url;
}

function withoutAccount(request: IncomingMessage, { name, accountPrefix }: DialectDefinition, url: string): string {
  if (accountPrefix?.test(url) !== true) {
    return url;
  }
  request.dialectOfPrefix = name;
  request.urlWithAccount = url;
  return url.replace(accountPrefix, '$1');
}

function mergeSlashes(path: string): string {
  return path.replace(SLASHES, '/');
}
