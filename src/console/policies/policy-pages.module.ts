import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { PolicyPagesController } from './policies.controller';

@Module({ imports: [PoliciesModule], controllers: [PolicyPagesController] })
export class PolicyPagesModule {}
