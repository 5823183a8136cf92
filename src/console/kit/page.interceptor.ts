import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { setFlash, takeFlash } from './flash';
import { Page, SeeOther } from './page';
import { renderPage } from './render-page';

/** Sends what a handler returns: a page as HTML, a `SeeOther` as a redirect, and anything else as it is. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((result: unknown) => {
        if (result instanceof Page) {
          return sendPage(result, request, reply);
        }
        if (result instanceof SeeOther) {
          redirect(result, request, reply);
          return undefined;
        }
        return result;
      }),
    );
  }
}

function sendPage(page: Page, request: FastifyRequest, reply: FastifyReply): string {
  reply.status(page.status).headers(page.headers).type('text/html; charset=utf-8');
  return renderPage(page.content, request, takeFlash(request, reply));
}

function redirect({ path, flash }: SeeOther, request: FastifyRequest, reply: FastifyReply): void {
  reply.status(303).header('location', path);
  if (flash) {
    setFlash(request, reply, flash);
  }
}
