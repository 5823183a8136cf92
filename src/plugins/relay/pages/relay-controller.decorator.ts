import { applyDecorators, Controller, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Dialect, Public, TakesForms } from '../../../core/common';
import { pagesRenderedBy } from '../../../pages/frame/page-interceptor';
import { SendOnceInterceptor } from '../../../pages/kit/send-once.interceptor';
import { RELAY_PAGES } from '../relay.dialect';
import { renderRelayPage } from './render-relay-page';

const RelayPages = pagesRenderedBy(renderRelayPage);

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
