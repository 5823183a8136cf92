import { Injectable } from '@nestjs/common';
import { type Customer, CustomersService, type Group } from '../../../core/customers';
import { GroupsService } from '../../../core/customers/internal';
import type { FormState } from '../../../pages/kit/form-state';

/** Groups to choose from. */
const SHOWN_GROUPS = 100;

/** Reads what the forms of customers offer. */
@Injectable()
export class CustomerChoicesService {
  constructor(
    private readonly customers: CustomersService,
    private readonly groupsOfCustomers: GroupsService,
  ) {}

  /** The customer that has the e-mail address for which the form was refused. */
  async duplicateIn(form: FormState): Promise<Customer | undefined> {
    const [uid] = form.shownProblemOf('email')?.ids ?? [];
    return typeof uid === 'string' ? (await this.customers.getEach([uid]))[0] : undefined;
  }

  /**
   * The newest groups.
   * @param current uid of a group that is always among them
   */
  async groups(current: string | null = null): Promise<Group[]> {
    const { rows } = await this.groupsOfCustomers.list({ limit: SHOWN_GROUPS });
    const isListed = current === null || rows.some(({ uid }) => uid === current);
    return isListed ? rows : [...(await this.groupsOfCustomers.getEach([current])), ...rows];
  }
}
