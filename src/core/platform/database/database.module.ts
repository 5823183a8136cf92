import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { Settings } from '../config/settings';
import { BatchDatabase } from './batch-database';
import { ClockKeeper } from './clock-keeper';
import type { connectionOptions } from './connection-options';
import { DatabaseClock } from './database-clock';
import { DatabaseHosts } from './database-hosts';
import { DirectDatabase } from './direct-database';
import { HostWatch } from './host-watch';
import { NotificationsService } from './notifications.service';
import { type Replica, ReplicaReads } from './replica-reads.service';
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
    const replica = {
      provide: ReplicaReads,
      inject: [DataSource, Settings, Clock],
      useFactory: (primary: DataSource, settings: Settings, clock: Clock) => {
        const { DATABASE_READ_URL: url, DATABASE_READ_MAX_LAG_S: maxAge } = settings;
        return new ReplicaReads(
          primary,
          url === undefined ? undefined : replicaAt(url, options),
          maxAge * 1_000,
          clock,
        );
      },
    };
    const watch = {
      provide: HostWatch,
      inject: [DirectDatabase, Clock],
      useFactory: ({ url }: DirectDatabase, clock: Clock) => new HostWatch([options.url, url], clock),
    };
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...options, retryAttempts: 0 })],
      providers: [
        UnitOfWork,
        DatabaseClock,
        ClockKeeper,
        DirectDatabase,
        NotificationsService,
        batches,
        replica,
        watch,
      ],
      exports: [UnitOfWork, DatabaseClock, DirectDatabase, NotificationsService, BatchDatabase, ReplicaReads],
    };
  }
}

function replicaAt(url: string, options: ReturnType<typeof connectionOptions>): Replica {
  const dataSource = new DataSource({ ...options, url, applicationName: 'keyward reads' });
  return { dataSource, hosts: DatabaseHosts.of(url) };
}
