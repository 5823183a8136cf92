import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BatchDatabase } from './batch-database';
import type { connectionOptions } from './connection-options';
import { DirectDatabase } from './direct-database';
import { NotificationsService } from './notifications.service';
import { poolOf } from './pool-state';
import { UnitOfWork } from './unit-of-work';

@Module({})
export class DatabaseModule {
  static with(options: ReturnType<typeof connectionOptions>): DynamicModule {
    const { connectTimeoutMS: connectTimeoutMs, extra } = options;
    const batches = {
      provide: BatchDatabase,
      inject: [DirectDatabase, DataSource],
      useFactory: ({ url }: DirectDatabase, dataSource: DataSource) =>
        new BatchDatabase({ url, connectTimeoutMs, silence: extra.silence, others: poolOf(dataSource) }),
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
