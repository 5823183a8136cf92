import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { ComparisonsService } from './comparisons.service';
import { FindKeyService } from './find-key.service';
import { LearnLicenseService } from './learn-license.service';
import { OldServerService } from './old-server.service';
import { RehearseRequestService } from './rehearse-request.service';
import { ShadowingService } from './shadowing.service';
import { ShadowsController } from './shadows.controller';

@Module({
  imports: [ClientCallsModule],
  controllers: [ShadowsController],
  providers: [
    ComparisonsService,
    FindKeyService,
    LearnLicenseService,
    OldServerService,
    RehearseRequestService,
    ShadowingService,
  ],
  exports: [ComparisonsService, ShadowingService],
})
export class ShadowingModule {}
