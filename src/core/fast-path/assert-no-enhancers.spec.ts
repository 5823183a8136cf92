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
import { AllowsFastPath, FastPath } from '../common/http/fast-path.decorator';
import { ErrorFilter } from '../common/dialects/error.filter';
import { Dialects } from '../common/dialects/dialects';
import { NATIVE } from '../common/dialects/native.dialect';
import { UnfinishedBodies } from '../common/http/transfer-time';
import { InFlight } from '../common/limits/in-flight';
import { LicenseCallLimitsService } from '../common/limits/license-call-limits.service';
import { RateLimitsService } from '../common/limits/rate-limits.service';
import { Shutdown } from '../common/shutdown';
import { AccessGuard } from '../identity/access/access.guard';
import { Metrics } from '../platform/monitoring/metrics';
import { useFastPath } from './fast-path';
import { assertNoEnhancers } from './assert-no-enhancers';

class OwnGuard implements CanActivate {
  canActivate(): boolean {
    return false;
  }
}

@AllowsFastPath()
class DeclaredGuard extends OwnGuard {}

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

@UseGuards(DeclaredGuard)
class Signed extends Plain {}

@Controller('guarded')
@UseGuards(DeclaredGuard, OwnGuard)
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
  assertNoEnhancers({ prototype: controller.prototype as object, method: 'call' });

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
  const needed = [Shutdown, AccessGuard, RateLimitsService, LicenseCallLimitsService, Metrics].map((provide) => ({
    provide,
    useValue: {},
  }));
  const module = await Test.createTestingModule({ controllers: [Guarded], providers: needed }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  const dialects = new Dialects([NATIVE], NATIVE);
  useFastPath(app, {
    dialects,
    errors: new ErrorFilter(() => false),
    inFlight: new InFlight(1),
    bodies: new UnfinishedBodies(app.getHttpServer()),
    trustedProxies: [],
    basePath: '',
    earlier: { mayBeFor: () => false },
    hooked: [],
    transportHeadersOf: () => [],
  });
  await expect(app.init()).rejects.toThrow('The fast path would skip of Guarded.call: guard');
  await app.close();
});
