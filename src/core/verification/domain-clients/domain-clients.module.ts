import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../calls/client-calls.module';
import { DomainClientsService } from './domain-clients.service';

@Module({
  imports: [ClientCallsModule],
  providers: [DomainClientsService],
  exports: [DomainClientsService],
})
export class DomainClientsModule {}
