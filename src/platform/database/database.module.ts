import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BatchDatabase } from './batch-database';
import type { connectionOptions } from './connection-options';
import { DirectDatabase } from './direct-database';
import { NotificationsService } from './notifications.service';
import { UnitOfWork } from './unit-of-work';

@Module({})
export class DatabaseModule {
  static with(options: ReturnType<typeof connectionOptions>): DynamicModule {
    const { connectTimeoutMS: connectTimeoutMs, extra } = options;
    const batches = {
      provide: BatchDatabase,
      inject: [DirectDatabase],
      useFactory: ({ url }: DirectDatabase) => new BatchDatabase({ url, connectTimeoutMs, silence: extra.silence }),
    };
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...options, retryAttempts: 0 })],
      providers: [UnitOfWork, DirectDatabase, NotificationsService, batches],
      exports: [UnitOfWork, DirectDatabase, NotificationsService, BatchDatabase],
    };
  }
}
