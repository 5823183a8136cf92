import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AddressSet } from './address-set';

declare module 'node:http' {
  interface IncomingMessage {
    /** The path below which browsers reach this server, such as `/keyward`; missing at the root of its host. */
    basePath?: string;
  }
}

const HEADER = 'x-forwarded-prefix';
const LONGEST = 200;
const LONGEST_SHOWN = 100;
const HELP = 'See docs/operate/install.md#below-a-path';
/** Nothing in it needs to be escaped in a page, a header or a cookie. `..` would lead to another path. */
const PLAIN = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*$/;
const FIRST_NAME = /^\/([^/?]*)/;
/** Texts in pages have no quotation marks of their own: these are escaped. */
const ADDRESS = / (href|action|formaction|src|data-refresh-from|data-suggest)="(?=\/(?!\/))/g;

/** A path of plain names, without slashes at its end; undefined for any other text. */
export function plainPath(text: string): string | undefined {
  const path = text.trim().replace(/\/+$/, '');
  return path.length <= LONGEST && PLAIN.test(path) ? path : undefined;
}

/** The path of PUBLIC_URL; undefined if it is not plain. */
export function basePathIn(publicUrl: string | undefined): string | undefined {
  return plainPath(new URL(publicUrl ?? 'http://localhost').pathname);
}

/** Determines below which path of its host a browser reaches this server: `X-Forwarded-Prefix`, or the path of PUBLIC_URL. */
export class BasePaths {
  private readonly proxies: AddressSet;
  private readonly configured: string;
  private readonly ownNames = new Set(['dialects']);
  private hasWarned = false;

  /** @param warn is called at most once for PUBLIC_URL, and once for what proxies send */
  constructor(
    publicUrl: string | undefined,
    trustedProxies: readonly string[],
    private readonly warn: (text: string) => void,
  ) {
    this.proxies = new AddressSet(trustedProxies);
    const configured = basePathIn(publicUrl);
    this.configured = configured ?? '';
    if (configured === undefined) {
      warn(`The path of PUBLIC_URL is not plain: pages are for the root of the host. ${HELP}`);
    }
  }

  /** A base path that begins like a path of the server is never removed from an address, because the proxy may have removed it. */
  addRoute(path: string): void {
    this.ownNames.add(firstNameOf(path));
  }

  /** Sets the base path of a request, and removes it from the address if the proxy has not done so. */
  read(request: IncomingMessage): void {
    const basePath = this.forwarded(request) ?? this.configured;
    if (basePath === '') {
      return;
    }
    request.basePath = basePath;
    const url = originForm(request.url ?? '/');
    const rest = url.slice(basePath.length);
    if (url.startsWith(basePath) && /^(?:[/?]|$)/.test(rest) && !this.ownNames.has(firstNameOf(basePath))) {
      request.url = rest.startsWith('/') ? rest : `/${rest}`;
    }
  }

  /** Undefined if no trusted proxy sends a path. Each of several proxies adds the part that it removes. */
  private forwarded({ headers, socket }: IncomingMessage): string | undefined {
    const sent = String(headers[HEADER] ?? '').trim();
    if (sent === '' || !this.proxies.has(socket.remoteAddress ?? '')) {
      return undefined;
    }
    const parts = sent.split(',').map(plainPath);
    const path = parts.includes(undefined) ? undefined : plainPath(parts.join(''));
    if (path === undefined && !this.hasWarned) {
      this.hasWarned = true;
      this.warn(
        `The proxy ${socket.remoteAddress} sends "${sent.slice(0, LONGEST_SHOWN)}" in X-Forwarded-Prefix, which is not a plain path: it is ignored. ${HELP}`,
      );
    }
    return path;
  }
}

/** Path of the proxy in front of the server, such as `/keyward`; empty without one. */
export function basePathOf({ raw }: Pick<FastifyRequest, 'raw'>): string {
  return raw.basePath ?? '';
}

/** A page whose addresses on this server lead below the base path. */
export function pageBelow(basePath: string, html: string): string {
  return basePath === '' ? html : html.replace(ADDRESS, ` $1="${basePath}`);
}

/** Lets redirects to paths of this server lead below the base path. */
export function useBasePath(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, _payload, done) => {
    const location = reply.getHeader('location');
    if (typeof location === 'string' && /^\/(?!\/)/.test(location)) {
      void reply.header('location', basePathOf(request) + location);
    }
    done();
  });
}

function firstNameOf(path: string): string {
  return FIRST_NAME.exec(path)?.[1] ?? '';
}

const SCHEME_AND_AUTHORITY = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i;

/** The target of a request as path and query: clients may send a whole URL, whose host means nothing (RFC 9112, 3.2.2). */
export function originForm(target: string): string {
  const rest = target.replace(SCHEME_AND_AUTHORITY, '');
  return rest === target || rest.startsWith('/') ? rest : `/${rest}`;
}
