import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { ActivationsController } from './activations.controller';
import { ActivationsService } from './activations.service';
import { DeviceSearchSource } from './device-search-source';

@Module({
  imports: [ClientCallsModule],
  controllers: [ActivationsController],
  providers: [ActivationsService, DeviceSearchSource],
  exports: [ActivationsService, ClientCallsModule, DeviceSearchSource],
})
export class ActivationsModule {}
