import { type DynamicModule, Module } from '@nestjs/common';
import { Secrets } from './secrets';
import { Settings } from './settings';

@Module({})
export class ConfigModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: Settings, useValue: settings }, Secrets],
      exports: [Settings, Secrets],
    };
  }
}
