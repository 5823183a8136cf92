import type { Provider, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { isDatabaseAway } from '../../src/core/platform/database/database-error';
import { useDialects } from '../../src/core/common/dialects/dialect-hooks';
import { ErrorFilter } from '../../src/core/common/dialects/error.filter';
import { useBodyLimits } from '../../src/core/common/http/body-limits';
import { useBodyParsers } from '../../src/core/common/http/body-parsers';
import {
  type ReceivingLimits,
  UnfinishedBodies,
  useReceivingLimits,
  useSendingLimit,
} from '../../src/core/common/http/transfer-time';
import { useRequestContext } from '../../src/core/common/http/request-context';
import { RequestValidationPipe } from '../../src/core/common/http/request-validation.pipe';
import { useUploads } from '../../src/core/common/http/uploads';
import { readSettings } from '../../src/core/platform/config/read-settings';
import { createAdapter } from '../../src/core/start/configure-app';
import { dialectsFor } from '../../src/core/start/all-dialects';

/** Creates an application with the server's HTTP layer and only the routes of a test controller. */
export async function createHttpApp(
  controller: Type,
  providers: Provider[] = [],
  limits?: ReceivingLimits,
): Promise<NestFastifyApplication> {
  const settings = readSettings({ LOG_LEVEL: 'silent' });
  const dialects = dialectsFor(settings);
  const module = await Test.createTestingModule({ controllers: [controller], providers }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(createAdapter(settings, dialects), {
    bodyParser: false,
    logger: false,
  });
  const fastify = app.getHttpAdapter().getInstance();
  useDialects(fastify, dialects);
  useReceivingLimits(fastify, new UnfinishedBodies(fastify.server, limits));
  useSendingLimit(fastify, limits?.silence);
  useBodyLimits(fastify, dialects);
  useBodyParsers(fastify);
  useUploads(fastify);
  useRequestContext(fastify);
  app.useGlobalFilters(new ErrorFilter(isDatabaseAway));
  app.useGlobalPipes(new RequestValidationPipe());
  await app.init();
  await fastify.ready();
  return app;
}
