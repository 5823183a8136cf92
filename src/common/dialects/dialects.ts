import type { IncomingMessage } from 'node:http';
import type { ReceivedRequest } from '../http/received-request';
import { routeConfigOf } from '../http/route-config';
import type { DialectDefinition } from './define-dialect';

declare module 'node:http' {
  interface IncomingMessage {
    /** The dialect in the `/dialects/<name>` prefix of the request. */
    dialectOfPrefix?: string;
  }
}

const PREFIX = /^\/dialects\/([a-z0-9-]+)(?=\/|\?|$)/;

/** Leading slashes, from base URLs that end in a slash. The web servers of the original servers merged them. */
const SLASHES = /^\/{2,}(?=(?:api|dialects)\/)/;

/** A path whose requests, and those below it, may be a dialect's. */
interface Prefix {
  readonly path: string;
  readonly below: string;
  readonly dialect: DialectDefinition;
}

/** All dialects of this server; determines the dialect of a request. */
export class Dialects {
  private readonly byName: ReadonlyMap<string, DialectDefinition>;
  /** The longest first. */
  private readonly prefixes: readonly Prefix[];

  /** @param hosts dialect names by host name, which decide requests to shared paths */
  constructor(
    readonly all: readonly DialectDefinition[],
    private readonly fallback: DialectDefinition,
    private readonly hosts: ReadonlyMap<string, string> = new Map(),
  ) {
    this.byName = new Map(all.map((dialect) => [dialect.name, dialect]));
    this.prefixes = all
      .flatMap((dialect) => dialect.pathPrefixes.map((path) => ({ path, below: below(path), dialect })))
      .sort((a, b) => b.path.length - a.path.length);
  }

  withHosts(hosts: ReadonlyMap<string, string>): Dialects {
    return new Dialects(this.all, this.fallback, hosts);
  }

  named(name: string): DialectDefinition | undefined {
    return this.byName.get(name);
  }

  /** Removes the prefix `/dialects/<name>` and repeated leading slashes, and stores the name for routing. */
  rewriteUrl(request: IncomingMessage): string {
    const url = mergeSlashes(request.url ?? '/');
    const [prefix, name] = PREFIX.exec(url) ?? [];
    if (prefix === undefined || name === undefined || !this.byName.has(name)) {
      return url;
    }
    request.dialectOfPrefix = name;
    const rest = mergeSlashes(url.slice(prefix.length));
    return rest.startsWith('/') ? rest : `/${rest}`;
  }

  /** Determines the dialect of a request to a shared path before routing, by prefix, host or content. */
  resolveDialect(request: IncomingMessage): string {
    return (
      request.dialectOfPrefix ?? this.atHost(request) ?? this.matchOf(request, this.covering(pathOf(request.url))).name
    );
  }

  /** The dialect that matches the request, else the one without a condition. */
  private matchOf(request: IncomingMessage, covering: readonly DialectDefinition[]): DialectDefinition {
    return (
      covering.find(({ matches }) => matches?.(request)) ?? covering.find(({ matches }) => !matches) ?? this.fallback
    );
  }

  /** The dialects with the longest prefix of a path: only these are considered. */
  private covering(path: string): DialectDefinition[] {
    const longest = this.prefixes.find((prefix) => isBelow(path, prefix))?.path;
    return this.prefixes.filter((prefix) => prefix.path === longest).map(({ dialect }) => dialect);
  }

  /** The dialect of the prefix, else of the matched route, else of the path. */
  ownerOf(request: ReceivedRequest): DialectDefinition {
    const name = request.raw.dialectOfPrefix ?? routeConfigOf(request)?.dialect;
    return (name !== undefined && this.byName.get(name)) || this.ownerOfPath(request);
  }

  private ownerOfPath(request: ReceivedRequest): DialectDefinition {
    const covering = this.covering(pathOf(request.url));
    const resolved = this.resolveDialect(request.raw);
    const owner = covering.find(({ name }) => name === resolved) ?? covering.find((dialect) => this.isOwn(dialect));
    return owner ?? this.byName.get(this.atHost(request.raw) ?? '') ?? covering[0] ?? this.fallback;
  }

  /** The name of the dialect to which the request's host is bound. */
  private atHost({ headers }: IncomingMessage): string | undefined {
    return this.hosts.get(headers.host?.replace(/:\d+$/, '').toLowerCase() ?? '');
  }

  /** The native API and the console are at every host, also at one that is bound to a dialect. */
  private isOwn(dialect: DialectDefinition): boolean {
    return dialect === this.fallback || dialect.errorPage !== undefined;
  }
}

function pathOf(url = '/'): string {
  return url.split('?', 1)[0] ?? '';
}

function mergeSlashes(path: string): string {
  return path.replace(SLASHES, '/');
}

function isBelow(path: string, prefix: Prefix): boolean {
  return path === prefix.path || (prefix.path !== '/' && path.startsWith(prefix.below));
}

function below(prefix: string): string {
  return prefix.endsWith('/') ? prefix : `${prefix}/`;
}
