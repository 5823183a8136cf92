import type { FastifyRequest } from 'fastify';

/** Base URL of links in responses, without a trailing slash: PUBLIC_URL, or the URL of the request. */
export function baseUrl({ protocol, host }: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl === undefined ? `${protocol}://${host}` : withoutTrailingSlash(publicUrl);
}

export function withoutTrailingSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
