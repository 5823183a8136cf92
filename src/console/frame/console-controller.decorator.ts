import { applyDecorators, Controller, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Dialect } from '../../common/dialects/dialect.decorator';
import { TakesForms } from '../../common/http/uploads';
import { CONSOLE } from './console.dialect';
import { PageInterceptor } from './page.interceptor';

/** A controller of the console: its handlers take forms and return a `Page` or a `SeeOther`. */
export function ConsoleController(path: string | string[] = ''): ClassDecorator {
  return applyDecorators(
    Controller(path),
    Dialect(CONSOLE),
    TakesForms(),
    ApiExcludeController(),
    UseInterceptors(PageInterceptor),
  );
}
