import type { FastifyContextConfig, FastifyRequest } from 'fastify';
import type { DialectDefinition } from './define-dialect';

/** All dialects of this server, and which of them a request belongs to. */
export class Dialects {
  private readonly byName: ReadonlyMap<string, DialectDefinition>;
  private readonly prefixes: readonly (readonly [string, DialectDefinition])[];

  constructor(
    readonly all: readonly DialectDefinition[],
    private readonly fallback: DialectDefinition,
  ) {
    this.byName = new Map(all.map((dialect) => [dialect.name, dialect]));
    this.prefixes = all
      .flatMap((dialect) => dialect.owns.map((prefix) => [prefix, dialect] as const))
      .sort(([a], [b]) => b.length - a.length);
  }

  /** The owner of the route that took the request; where none did, of its path. */
  ownerOf(request: FastifyRequest): DialectDefinition {
    // A path that cannot be decoded has no route, and no config either, whatever the types say.
    const { config } = request.routeOptions as { config?: FastifyContextConfig };
    return (config?.dialect && this.byName.get(config.dialect)) || this.ownerOfPath(request.url);
  }

  private ownerOfPath(url: string): DialectDefinition {
    const path = url.split('?', 1)[0] ?? '';
    return this.prefixes.find(([prefix]) => owns(prefix, path))?.[1] ?? this.fallback;
  }
}

function owns(prefix: string, path: string): boolean {
  return path === prefix || (prefix !== '/' && path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`));
}
