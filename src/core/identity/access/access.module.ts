import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { ApiKeysModule } from '../api-keys/api-keys.module';
import { UsersModule } from '../users/users.module';
import { AccessGuard } from './access.guard';
import { ApiKeyStrategy } from './api-key.strategy';
import { ExportCreatorsService } from './export-creators.service';
import { OpenDialects } from './open-dialects';
import { RequestGuard } from './request.guard';

/** The guards of all requests. */
@Module({
  imports: [PassportModule, ApiKeysModule, UsersModule],
  providers: [AccessGuard, ApiKeyStrategy, ExportCreatorsService, OpenDialects, RequestGuard],
})
export class AccessModule {}
