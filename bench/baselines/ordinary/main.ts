import 'reflect-metadata';
import { Module, ValidationPipe } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { TypeOrmModule } from '@nestjs/typeorm';
import { announce, DATABASE_URL, POOL_SIZE } from '../serve';
import { ApiKey, Device, License, Verification } from './entities';
import { LicensesController } from './licenses.controller';
import { LicensesService } from './licenses.service';

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: DATABASE_URL,
      poolSize: POOL_SIZE,
      parseInt8: true,
      entities: [ApiKey, Device, License, Verification],
    }),
    TypeOrmModule.forFeature([ApiKey]),
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: 100_000_000 }]),
  ],
  controllers: [LicensesController],
  providers: [LicensesService, { provide: APP_GUARD, useClass: ThrottlerGuard }],
})
class AppModule {}

async function main(): Promise<void> {
  // One line for each request, as Keyward logs it: Fastify's own two would cost more.
  const adapter = new FastifyAdapter({ logger: { stream: process.stderr }, disableRequestLogging: true });
  adapter.getInstance().addHook('onResponse', (request, reply, done) => {
    request.log.info({ req: request, res: reply, responseTime: reply.elapsedTime }, 'request completed');
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, transform: true }));
  await app.listen(0, '127.0.0.1');
  announce(await app.getUrl());
}

void main();
