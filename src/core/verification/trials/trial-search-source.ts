import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import type { NewestRequest, Page } from '../../common/pagination/page-request';
import { type SearchHit, SearchSource } from '../../common/search-source';
import { Permission } from '../../identity/permissions/permission';
import { TrialsService } from './trials.service';

@Injectable()
export class TrialSearchSource extends SearchSource {
  readonly type = 'trial';
  readonly permission = Permission.LicensesRead;

  constructor(
    private readonly trials: TrialsService,
    private readonly clock: Clock,
  ) {
    super();
  }

  async find(q: string, page: NewestRequest): Promise<Page<SearchHit>> {
    const { rows, ...rest } = await this.trials.list(page, { q });
    return {
      ...rest,
      rows: rows.map((trial) => ({
        id: trial.uid,
        number: trial.id,
        title: trial.fingerprint ?? trial.email ?? '',
        subtitle: (trial.fingerprint === null ? null : trial.email) ?? trial.domain ?? trial.product?.name ?? '',
        status: trial.stateAt(this.clock.now()),
      })),
    };
  }
}
