import { Injectable } from '@nestjs/common';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { type BulkChange, MAX_CHANGED } from '../../licensing/bulk/bulk-changes.service';
import { LicenseListService } from '../../licensing/licenses/license-list.service';
import { texts } from '../../i18n/texts';
import { type BulkFormDto, type BulkVerb, DEFAULT_DAYS } from './bulk-form.dto';
import { FindCustomerService } from './find-customer.service';
import { filterOf, type SelectionQueryDto } from './license-list-query.dto';
import { refusedField } from '../kit/form-state';

/** Reads what a form for many licenses selects. */
@Injectable()
export class BulkSelectionService {
  constructor(
    private readonly list: LicenseListService,
    private readonly customers: FindCustomerService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Numeric ids of the selected licenses or of all that match. */
  async idsOf({ id = [], all, ...query }: SelectionQueryDto): Promise<readonly number[]> {
    if (!all) {
      return id;
    }
    const ids = await this.list.newestIds(filterOf(query, this.clock.now(), this.calendar), MAX_CHANGED + 1);
    if (ids.length > MAX_CHANGED) {
      throw refusedField('all', texts('bulk').tooMany({ max: MAX_CHANGED }));
    }
    return ids;
  }

  async changeOf(verb: BulkVerb, { days = DEFAULT_DAYS, new_customer }: BulkFormDto): Promise<BulkChange> {
    switch (verb) {
      case 'extend':
        return { verb, days };
      case 'assign':
        return { verb, customer: await this.customers.find(new_customer, 'new_customer') };
      case 'disable':
      case 'enable':
      case 'revoke':
        return { verb };
    }
  }
}
