import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { type ConnectionLimits, dataSourceOptions } from './data-source';
import { DirectDatabase } from './direct-database';
import { UnitOfWork } from './unit-of-work';

@Module({})
export class DatabaseModule {
  static at(url: string, limits?: Partial<ConnectionLimits>): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...dataSourceOptions(url, limits), retryAttempts: 0 })],
      providers: [UnitOfWork, DirectDatabase],
      exports: [UnitOfWork, DirectDatabase],
    };
  }
}
