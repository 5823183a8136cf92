import type { FastifyRequest } from 'fastify';
import { basePathOf } from './base-path';

/** Base URL of links in responses, without a trailing slash: PUBLIC_URL, or the URL of the request. */
export function baseUrl(request: FastifyRequest, publicUrl: string | undefined): string {
  const { protocol, host } = request;
  return publicUrl === undefined ? `${protocol}://${host}${basePathOf(request)}` : withoutTrailingSlash(publicUrl);
}

/** Address of a path of this server, in links of e-mails and of other programs; the path alone without PUBLIC_URL. */
export function publicAddress(publicUrl: string | undefined, path: string): string {
  return withoutTrailingSlash(publicUrl ?? '') + path;
}

export function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
