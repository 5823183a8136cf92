import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { type Flash, takeFlash } from '../kit/flash';
import { Page, type PageContent, SeeOther } from '../kit/page';
import { redirect } from './redirect';

/** Writes the whole HTML document of a page. */
type RenderPage = (content: PageContent, request: FastifyRequest, flash?: Flash) => string;

/** An interceptor that sends what a handler returns: a page as HTML, a `SeeOther` as a redirect, and anything else as it is. */
export function pagesRenderedBy(render: RenderPage): Type<NestInterceptor> {
  @Injectable()
  class RenderedPages implements NestInterceptor {
    intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
      const request = context.switchToHttp().getRequest<FastifyRequest>();
      const reply = context.switchToHttp().getResponse<FastifyReply>();
      return next.handle().pipe(map((result: unknown) => answer(result, render, request, reply)));
    }
  }
  return RenderedPages;
}

function answer(result: unknown, render: RenderPage, request: FastifyRequest, reply: FastifyReply): unknown {
  if (result instanceof Page) {
    void reply.status(result.status).headers(result.headers).type('text/html; charset=utf-8');
    return render(result.content, request, takeFlash(request, reply));
  }
  if (result instanceof SeeOther) {
    redirect(result, request, reply);
    return undefined;
  }
  return result;
}
