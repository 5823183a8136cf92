import { Injectable } from '@nestjs/common';
import type { Group } from '../../customers/groups/group.entity';
import { GroupsService } from '../../customers/groups/groups.service';
import type { Customer } from '../../customers/customers/customer.entity';
import { CustomersService } from '../../customers/customers/customers.service';
import { RecordsService } from '../../events/records/records.service';
import { type Caller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { LicensesService, type LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import type { FormState } from '../kit/form-state';
import type { AuditEntry } from '../../platform/records/audit-entry.entity';

const SHOWN_LICENSES = 20;
const SHOWN_ENTRIES = 10;
/** Groups to choose from. */
const SHOWN_GROUPS = 100;

export interface CustomerPageData {
  readonly customer: Customer;
  /** The newest. */
  readonly licenses: readonly LicenseWithUsage[];
  /** The newest audit entries. */
  readonly history: readonly AuditEntry[];
  readonly groups: readonly Group[];
  readonly canWrite: boolean;
  readonly canIssue: boolean;
}

/** Reads what the page of a customer shows. */
@Injectable()
export class CustomerPageService {
  constructor(
    private readonly customers: CustomersService,
    private readonly licenses: LicensesService,
    private readonly records: RecordsService,
    private readonly groupsOfCustomers: GroupsService,
  ) {}

  async read(id: string | number, caller: Caller): Promise<CustomerPageData> {
    const customer = await this.customers.get(id);
    const target = { type: 'customers', id: customer.uid };
    const licenses = await this.licenses.list({ limit: SHOWN_LICENSES }, { customerNumber: customer.id });
    const history = await this.records.auditEntries({ target }, { limit: SHOWN_ENTRIES });
    return {
      customer,
      licenses: licenses.rows,
      history: history.rows,
      groups: await this.groups(customer.groupId),
      canWrite: isPermitted(caller, Permission.CustomersWrite),
      canIssue: isPermitted(caller, Permission.LicensesWrite),
    };
  }

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
