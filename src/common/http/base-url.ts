import type { FastifyRequest } from 'fastify';

/** Base of links in answers, without a slash at its end: what the operator says, else as the request found us. */
export function baseUrl({ protocol, host }: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl?.replace(/\/+$/, '') ?? `${protocol}://${host}`;
}
