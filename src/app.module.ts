import { type DynamicModule, Module } from '@nestjs/common';
import { CommonModule } from './start/common.module';
import { AccessModule } from './identity/access/access.module';
import { ConfigModule } from './platform/config/config.module';
import type { Settings } from './platform/config/settings';
import { dataSourceOptions } from './start/data-source';
import type { ConnectionLimits } from './platform/database/connection-options';
import { DatabaseModule } from './platform/database/database.module';
import { dialectsFor } from './start/all-dialects';
import { ConsoleModule } from './console/console.module';
import { PortalModule } from './portal/portal.module';
import { FOREIGN_DIALECTS } from './dialects/dialects';
import { NATIVE_MODULES } from './openapi/native-modules';

@Module({})
export class AppModule {
  static with(settings: Settings, databaseUrl: string, limits?: Partial<ConnectionLimits>): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        DatabaseModule.with(dataSourceOptions(databaseUrl, { connections: settings.DATABASE_POOL, ...limits })),
        CommonModule.with({
          dialects: dialectsFor(settings),
          timeZone: settings.TIME_ZONE,
          rateLimitFactor: settings.RATE_LIMIT_FACTOR,
          redisUrl: settings.REDIS_URL,
        }),
        AccessModule,
        ...NATIVE_MODULES,
        ...FOREIGN_DIALECTS.map(({ module }) => module),
        ConsoleModule.with(NATIVE_MODULES),
        PortalModule.with(NATIVE_MODULES),
      ],
    };
  }
}
