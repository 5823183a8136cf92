import { type DynamicModule, Module } from '@nestjs/common';
import { SecretCipher } from './secret-cipher';
import { SecretsService } from './secrets.service';
import { Settings } from './settings';

@Module({})
export class ConfigModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: Settings, useValue: settings },
        { provide: SecretCipher, useFactory: () => SecretCipher.from(settings) },
        SecretsService,
      ],
      exports: [Settings, SecretCipher, SecretsService],
    };
  }
}
