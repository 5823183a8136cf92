import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { ActivationsController } from './activations.controller';
import { ActivationsService } from './activations.service';
import { DeviceSearchSource } from './device-search-source';

/** Activations of all licenses: import it to inject `ActivationsService`. */
@Module({
  imports: [ClientCallsModule],
  controllers: [ActivationsController],
  providers: [ActivationsService, DeviceSearchSource],
  exports: [ActivationsService, ClientCallsModule, DeviceSearchSource],
})
export class ActivationsModule {}
