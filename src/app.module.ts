import { type DynamicModule, Module } from '@nestjs/common';
import { CommonModule } from './common/common.module';
import { ConfigModule } from './config/config.module';
import type { Settings } from './config/settings';
import type { ConnectionLimits } from './database/data-source';
import { DatabaseModule } from './database/database.module';
import { DIALECTS, FOREIGN_DIALECTS } from './dialects/dialects';
import { NATIVE_MODULES } from './native-modules';

@Module({})
export class AppModule {
  static with(settings: Settings, databaseUrl: string, limits?: Partial<ConnectionLimits>): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        DatabaseModule.at(databaseUrl, limits),
        CommonModule.with(DIALECTS),
        ...NATIVE_MODULES,
        ...FOREIGN_DIALECTS.map(({ module }) => module),
      ],
    };
  }
}
