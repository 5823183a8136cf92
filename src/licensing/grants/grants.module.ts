import { Global, Module } from '@nestjs/common';
import { Grants } from '../../catalog/grants/grants';
import { defineJob } from '../../platform/jobs/define-job';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { DeclaredGrantsService } from './declared-grants.service';
import { GrantsService } from './grants.service';
import { policyOf, RESOLVE_POLICY, ResolveLicensesService } from './resolve-licenses.service';

/** Global, so that policies and declarations are held to their grants without knowing licensing. */
@Global()
@Module({
  imports: [JobsModule],
  providers: [
    DeclaredGrantsService,
    GrantsService,
    ResolveLicensesService,
    { provide: Grants, useExisting: GrantsService },
    defineJob({
      name: RESOLVE_POLICY,
      service: ResolveLicensesService,
      run: (licenses, payload) => licenses.resolvePolicy(policyOf(payload)),
    }),
  ],
  exports: [DeclaredGrantsService, Grants, GrantsService, ResolveLicensesService],
})
export class GrantsModule {}
