import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { ActivationsController } from './activations.controller';
import { DeviceSearchSource } from './device-search-source';

@Module({
  imports: [ClientCallsModule],
  controllers: [ActivationsController],
  providers: [DeviceSearchSource],
  exports: [DeviceSearchSource],
})
export class ActivationsModule {}
