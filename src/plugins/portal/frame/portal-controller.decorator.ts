import {
  applyDecorators,
  type CallHandler,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { Dialect, problem, Public, TakesForms } from '../../../core/common';
import { redirect } from '../../../pages/frame/redirect';
import { takeFlash } from '../../../pages/kit/flash';
import { Page, SeeOther } from '../../../pages/kit/page';
import { SendOnceInterceptor } from '../../../pages/kit/send-once.interceptor';
import { PortalBrandService } from './portal-brand.service';
import { PORTAL_PAGES } from './portal.dialect';
import { renderPortalPage } from './render-portal-page';

/** A controller of the portal: its handlers take forms and return a `Page` or a `SeeOther`. Not found while the portal is off. */
export function PortalController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    Dialect(PORTAL_PAGES),
    TakesForms(),
    ApiExcludeController(),
    // Whoever is signed in has a session of the portal, which its own guard reads.
    Public(),
    UseGuards(PortalIsOn),
    UseInterceptors(PortalPages, SendOnceInterceptor),
  );
}

@Injectable()
class PortalIsOn implements CanActivate {
  constructor(private readonly brand: PortalBrandService) {}

  canActivate(): boolean {
    if (!this.brand.isOn) {
      throw problem('PAGE_NOT_FOUND');
    }
    return true;
  }
}

/** Sends what a handler returns: a page as HTML, a `SeeOther` as a redirect, and anything else as it is. */
@Injectable()
class PortalPages implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => answer(result, request, reply)));
  }
}

function answer(result: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
  if (result instanceof Page) {
    void reply.status(result.status).headers(result.headers).type('text/html; charset=utf-8');
    return renderPortalPage(result.content, request, takeFlash(request, reply));
  }
  if (result instanceof SeeOther) {
    redirect(result, request, reply);
    return undefined;
  }
  return result;
}
