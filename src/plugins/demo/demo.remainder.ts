import { Global, Injectable, Module, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { remainderOfPlugin } from '../../core/common';
import { ApiKeysModule, SampleApiKey } from '../../core/identity';
import { LicenseAdministrationModule } from '../../core/licensing';
import { Settings } from '../../core/platform';
import { InvalidSettings } from '../../core/platform/internal';
import { DemoCredentialsService } from './demo-credentials.service';
import { refusePublicSecret } from './public-secret';

/** Without the plug-in, there is no demo, and the credentials of a former one are revoked. */
@Injectable()
class DemoOffService implements OnModuleInit, OnApplicationBootstrap {
  constructor(
    private readonly settings: Settings,
    private readonly credentials: DemoCredentialsService,
  ) {}

  onModuleInit(): void {
    if (this.settings.DEMO) {
      throw new InvalidSettings('Settings: DEMO needs the plug-in demo, which PLUGINS_OFF names.');
    }
    refusePublicSecret(this.settings);
  }

  onApplicationBootstrap(): Promise<void> {
    return this.credentials.close();
  }
}

@Global()
@Module({
  imports: [ApiKeysModule, LicenseAdministrationModule],
  providers: [DemoCredentialsService, DemoOffService, { provide: SampleApiKey, useValue: { value: undefined } }],
  exports: [SampleApiKey],
})
class DemoOffModule {}

export const DEMO_REMAINDER = remainderOfPlugin({ modules: [DemoOffModule] });
