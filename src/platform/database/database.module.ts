import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';
import { DirectDatabase } from './direct-database';
import { UnitOfWork } from './unit-of-work';

@Module({})
export class DatabaseModule {
  static with(options: DataSourceOptions): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [TypeOrmModule.forRoot({ ...options, retryAttempts: 0 })],
      providers: [UnitOfWork, DirectDatabase],
      exports: [UnitOfWork, DirectDatabase],
    };
  }
}
