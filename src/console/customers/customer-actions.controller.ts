import { Get, Post, Query, Param, ParseUUIDPipe } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { CustomersService } from '../../customers/customers/customers.service';
import { MergeCustomersService } from '../../customers/merging/merge-customers.service';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { attemptChange, submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { MergeFormDto, MergeSearchDto } from './customer-actions.dto';
import { deleteCustomerPage } from './customer-deletion.view';
import { mergePage, mergePreviewPage } from './customer-merge.view';
import { customerPath, CUSTOMERS_PATH } from './customer-paths';
import { COUNTED_LICENSES } from './counted-licenses';
import { Id, FormBody } from '../kit/parameters';

/** Possible duplicates on a page. */
const CANDIDATES = 20;

/** Deletes and merges customers; both ask first. */
@ConsoleController('console/customers/:id')
@Authorized(Permission.CustomersWrite)
export class CustomerActionsController {
  constructor(
    private readonly customers: CustomersService,
    private readonly merging: MergeCustomersService,
  ) {}

  @Get('delete')
  askToDeleteCustomer(@Id() id: string): Promise<Page> {
    return this.deletion(id, FormState.empty());
  }

  @Post('delete')
  deleteCustomerPost(@Param('id', ParseUUIDPipe) id: string): Promise<Page | SeeOther> {
    return attemptChange({
      messages: { IN_USE: texts('customers').deleteInUse },
      submit: async () => {
        const { name } = await this.customers.get(id);
        await this.customers.delete(id);
        return SeeOther.done(CUSTOMERS_PATH, texts('customers').deleted({ name }));
      },
      show: (form) => this.deletion(id, form),
    });
  }

  @Get('merge')
  chooseDuplicates(@Id() id: string, @Query() { q }: MergeSearchDto): Promise<Page> {
    return this.choice(id, FormState.empty(), q);
  }

  @Post('merge/preview')
  previewMerge(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: MergeFormDto,
      messages: { customer_ids: texts('customers').mergeChoose },
      submit: async ({ customer_ids }) =>
        mergePreviewPage(await this.merging.preview(id, customer_ids), FormState.empty()),
      show: (form) => this.choice(id, form),
    });
  }

  @Post('merge')
  mergeDuplicates(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: MergeFormDto,
      messages: {
        customer_ids: texts('customers').mergeChoose,
        IN_USE: texts('customers').mergeInUse,
        CONFLICT: texts('customers').mergeInUse,
      },
      submit: async ({ customer_ids }) => {
        const { uid, name } = await this.merging.merge(id, customer_ids);
        return SeeOther.done(customerPath(uid), texts('customers').merged({ name }));
      },
      show: (form) => this.choice(id, form),
    });
  }

  private async deletion(id: string, form: FormState): Promise<Page> {
    const customer = await this.customers.get(id);
    const counts = await this.customers.licenseCounts([customer], COUNTED_LICENSES);
    return deleteCustomerPage(customer, counts.get(customer.id) ?? 0, form);
  }

  /** Without a search, the candidates are customers with the same name. */
  private async choice(id: string, form: FormState, q?: string): Promise<Page> {
    const kept = await this.customers.get(id);
    const text = q ?? kept.name;
    const { rows } = await this.customers.list({ limit: CANDIDATES + 1 }, { q: text });
    const candidates = rows.filter(({ uid }) => uid !== kept.uid).slice(0, CANDIDATES);
    const licenses = await this.customers.licenseCounts(candidates, COUNTED_LICENSES);
    return mergePage({ kept, candidates, licenses, q: text, form });
  }
}
