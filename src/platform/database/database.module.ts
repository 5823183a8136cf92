import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { BatchDatabase } from './batch-database';
import type { connectionOptions } from './connection-options';
import { DirectDatabase } from './direct-database';
import { NotificationsService } from './notifications.service';
import { UnitOfWork } from './unit-of-work';
import { HealthCheckedPool } from './health-checked-pool';

@Module({})
export class DatabaseModule {
  static with(options: ReturnType<typeof connectionOptions>): DynamicModule {
    const { connectTimeoutMS: connectTimeoutMs, extra } = options;
    const batches = {
      provide: BatchDatabase,
      inject: [DirectDatabase, DataSource],
      useFactory: ({ url }: DirectDatabase, { driver }: DataSource) => {
        const others = 'master' in driver && driver.master instanceof HealthCheckedPool ? driver.master : undefined;
        return new BatchDatabase({ url, connectTimeoutMs, silence: extra.silence, others });
      },
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
