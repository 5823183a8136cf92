import {
  Body,
  type CanActivate,
  Controller,
  Header,
  type NestInterceptor,
  ParseIntPipe,
  Post,
  type Type,
  UseGuards,
  UseInterceptors,
  UsePipes,
} from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { FastPath } from './common/http/fast-path.decorator';
import { ErrorFilter } from './common/errors/error.filter';
import { SignatureGuard } from './dialects/progran3/http/signature.guard';
import { useFastPath } from './fast-path';
import { refuseSkippedLayers } from './fast-path-layers';

class OwnGuard implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

class OwnInterceptor implements NestInterceptor {
  intercept(): never {
    throw new Error('Not called');
  }
}

class Plain {
  @FastPath()
  call(@Body() body: object): object {
    return body;
  }
}

@UseGuards(SignatureGuard)
class Signed extends Plain {}

@Controller('guarded')
@UseGuards(SignatureGuard, OwnGuard)
class Guarded {
  @Post()
  @FastPath()
  call(@Body() body: object): object {
    return body;
  }
}

class GuardedHandler {
  @FastPath()
  @UseGuards(OwnGuard)
  call(@Body() body: object): object {
    return body;
  }
}

@UsePipes(ParseIntPipe)
class Piped extends Plain {}

@UseInterceptors(OwnInterceptor)
class Intercepted extends Plain {}

class PipedParameter {
  @FastPath()
  call(@Body(ParseIntPipe) body: object): object {
    return body;
  }
}

class WithHeader {
  @FastPath()
  @Header('cache-control', 'no-store')
  call(@Body() body: object): object {
    return body;
  }
}

const layersOf = (controller: Type<unknown>) => () =>
  refuseSkippedLayers({ prototype: controller.prototype as object, method: 'call' });

it.each([Plain, Signed])('accepts %p', (controller) => {
  expect(layersOf(controller)).not.toThrow();
});

it.each<[string, Type<unknown>]>([
  ['guard', Guarded],
  ['guard', GuardedHandler],
  ['pipe', Piped],
  ['interceptor', Intercepted],
  ['pipe of a parameter', PipedParameter],
  ['header', WithHeader],
])('refuses a %s of its own: %p', (layer, controller) => {
  expect(layersOf(controller)).toThrow(`The fast path would skip of ${controller.name}.call: ${layer}`);
});

it('stops the start of an application with such a handler', async () => {
  const module = await Test.createTestingModule({ controllers: [Guarded], providers: [] })
    .overrideGuard(SignatureGuard)
    .useValue({ canActivate: () => true })
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  useFastPath(app, Object.create(ErrorFilter.prototype) as ErrorFilter);
  await expect(app.init()).rejects.toThrow('The fast path would skip of Guarded.call: guard');
  await app.close();
});
