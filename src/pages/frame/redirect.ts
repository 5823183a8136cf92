import type { FastifyReply, FastifyRequest } from 'fastify';
import { setFlash } from '../kit/flash';
import type { SeeOther } from '../kit/page';

/** Leads the browser to another page, which shows what was done. */
export function redirect({ path, flash }: SeeOther, request: FastifyRequest, reply: FastifyReply): void {
  void reply.status(303).header('location', path);
  if (flash) {
    setFlash(request, reply, flash);
  }
}
