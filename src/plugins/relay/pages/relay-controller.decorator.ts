import {
  applyDecorators,
  type CallHandler,
  Controller,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Dialect, Public, TakesForms } from '../../../core/common';
import { redirect } from '../../../pages/frame/redirect';
import { takeFlash } from '../../../pages/kit/flash';
import { Page, SeeOther } from '../../../pages/kit/page';
import { SendOnceInterceptor } from '../../../pages/kit/send-once.interceptor';
import { RELAY_PAGES } from '../relay.dialect';
import { renderRelayPage } from './render-relay-page';

/** A controller of the relay's pages: its handlers take forms and return a `Page`, a `SeeOther` or a file. */
export function RelayController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    Dialect(RELAY_PAGES),
    TakesForms(),
    ApiExcludeController(),
    // Whoever reaches the relay may read; a change asks for the admin password.
    Public(),
    UseInterceptors(RelayPages, SendOnceInterceptor),
  );
}

@Injectable()
class RelayPages implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => answer(result, request, reply)));
  }
}

function answer(result: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  if (result instanceof Page) {
    void reply.status(result.status).headers(result.headers).type('text/html; charset=utf-8');
    return renderRelayPage(result.content, request, takeFlash(request, reply));
  }
  if (result instanceof SeeOther) {
    redirect(result, request, reply);
    return undefined;
  }
  return result;
}
