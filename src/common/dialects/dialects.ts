import type { IncomingMessage } from 'node:http';
import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { DialectDefinition } from './define-dialect';

declare module 'node:http' {
  interface IncomingMessage {
    /** The dialect under whose own prefix the request came in, where nobody else's routes are. */
    dialectOfPrefix?: string;
  }
}

const PREFIX = /^\/dialects\/([a-z0-9-]+)(?=\/|\?|$)/;

/** What a base address that ends in a slash makes of a path. Web servers before the old servers merged them. */
const SLASHES = /^\/{2,}(?=(?:api|dialects)\/)/;

/** All dialects of this server, and which of them a request belongs to. */
export class Dialects {
  private readonly byName: ReadonlyMap<string, DialectDefinition>;
  private readonly prefixes: readonly (readonly [string, DialectDefinition])[];

  /** @param hosts names of dialects by host name, which then speaks that dialect wherever two claim a path */
  constructor(
    readonly all: readonly DialectDefinition[],
    private readonly fallback: DialectDefinition,
    private readonly hosts: ReadonlyMap<string, string> = new Map(),
  ) {
    this.byName = new Map(all.map((dialect) => [dialect.name, dialect]));
    this.prefixes = all
      .flatMap((dialect) => dialect.pathPrefixes.map((prefix) => [prefix, dialect] as const))
      .sort(([a], [b]) => b.length - a.length);
  }

  withHosts(hosts: ReadonlyMap<string, string>): Dialects {
    return new Dialects(this.all, this.fallback, hosts);
  }

  named(name: string): DialectDefinition | undefined {
    return this.byName.get(name);
  }

  /**
   * Takes `/dialects/<name>` off an address and remembers the name; the rest is routed as if it had never been there.
   * So are slashes too many in front.
   */
  rewriteUrl(request: IncomingMessage): string {
    const url = merged(request.url ?? '/');
    const [prefix, name] = PREFIX.exec(url) ?? [];
    if (prefix === undefined || name === undefined || !this.byName.has(name)) {
      return url;
    }
    request.dialectOfPrefix = name;
    const rest = merged(url.slice(prefix.length));
    return rest.startsWith('/') ? rest : `/${rest}`;
  }

  /**
   * Which dialect a request is for where two claim its path, told before it is routed: by its prefix, its host, or
   * what it carries.
   */
  resolveDialect(request: IncomingMessage): string {
    const host = request.headers.host?.replace(/:\d+$/, '').toLowerCase() ?? '';
    return (
      request.dialectOfPrefix ?? this.hosts.get(host) ?? this.matchOf(request, this.covering(pathOf(request.url))).name
    );
  }

  /** A dialect that matches the request; else the one that asks for nothing in particular. */
  private matchOf(request: IncomingMessage, covering: readonly DialectDefinition[]): DialectDefinition {
    return (
      covering.find(({ matches }) => matches?.(request)) ?? covering.find(({ matches }) => !matches) ?? this.fallback
    );
  }

  /** The dialects with the longest prefix of a path: only these are asked about a request. */
  private covering(path: string): DialectDefinition[] {
    const owners = this.prefixes.filter(([prefix]) => owns(prefix, path));
    return owners.filter(([prefix]) => prefix.length === owners[0]?.[0].length).map(([, dialect]) => dialect);
  }

  /** By its prefix; else the owner of the route that took the request; where none did, of its path. */
  ownerOf(request: FastifyRequest): DialectDefinition {
    // A path that cannot be decoded has no route, and no config either, whatever the types say.
    const { config } = request.routeOptions as { config?: FastifyContextConfig };
    const name = request.raw.dialectOfPrefix ?? config?.dialect;
    return (name !== undefined && this.byName.get(name)) || this.ownerOfPath(request);
  }

  private ownerOfPath(request: FastifyRequest): DialectDefinition {
    const covering = this.covering(pathOf(request.url));
    const resolved = this.resolveDialect(request.raw);
    return covering.find(({ name }) => name === resolved) ?? covering[0] ?? this.fallback;
  }
}

function pathOf(url = '/'): string {
  return url.split('?', 1)[0] ?? '';
}

function merged(path: string): string {
  return path.replace(SLASHES, '/');
}

function owns(prefix: string, path: string): boolean {
  return path === prefix || (prefix !== '/' && path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`));
}
