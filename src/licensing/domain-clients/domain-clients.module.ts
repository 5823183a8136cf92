import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { DomainClientsService } from './domain-clients.service';

@Module({
  imports: [ActivationsModule],
  providers: [DomainClientsService],
  exports: [DomainClientsService],
})
export class DomainClientsModule {}
