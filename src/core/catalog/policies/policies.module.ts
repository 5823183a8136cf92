import { Module } from '@nestjs/common';
import { KeyTyposService } from './key-typos.service';
import { PoliciesController } from './policies.controller';
import { PoliciesService } from './policies.service';
import { PolicyVersionsController } from './policy-versions.controller';
import { PolicyVersionsService } from './policy-versions.service';

/** Policies, from which licenses are issued: import it to inject `PoliciesService` and `PolicyVersionsService`. */
@Module({
  controllers: [PoliciesController, PolicyVersionsController],
  providers: [KeyTyposService, PoliciesService, PolicyVersionsService],
  exports: [KeyTyposService, PoliciesService, PolicyVersionsService],
})
export class PoliciesModule {}
