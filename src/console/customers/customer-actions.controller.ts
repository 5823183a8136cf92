import { Get, Post, Query } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { IsName } from '../../common/validation/fields';
import { CustomersService } from '../../customers/customers/customers.service';
import { MergeCustomersService } from '../../customers/merging/merge-customers.service';
import { texts } from '../../i18n/texts';
import { Permission } from '../../identity/permissions/permission';
import { ConfirmForm } from '../components/confirmation';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { OptionalField } from '../kit/optional-field';
import { type Page, SeeOther } from '../kit/page';
import { FormBody, Id } from '../kit/parameters';
import { submitForm } from '../kit/submit-form';
import { mergePage, mergePreviewPage } from './customer-merge.view';
import {
  COUNTED_LICENSES,
  countedLicenses,
  crumbsOf,
  customerPath,
  CUSTOMERS_PATH,
  deletePath,
} from './customer-paths';

class MergeSearchDto {
  @OptionalField()
  @IsName()
  q?: string;
}

/** The duplicates to merge, uuids: fewer than the API takes, so that a person can look at each. */
class MergeFormDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsUUID(undefined, { each: true })
  customer_ids!: string[];
}

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
  async askToDeleteCustomer(@Id() id: string): Promise<Page> {
    return (await this.deletion(id)).show();
  }

  @Post('delete')
  async deleteCustomerPost(@Id() id: string): Promise<Page | SeeOther> {
    return (await this.deletion(id)).submit();
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

  private async deletion(id: string): Promise<ConfirmForm> {
    const t = texts('customers');
    const customer = await this.customers.get(id);
    const { name, email, company, reference } = customer;
    const licenses = (await this.customers.licenseCounts([customer], COUNTED_LICENSES)).get(customer.id) ?? 0;
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: crumbsOf(customer),
      undo: { isPossible: false, text: t.deleteUndo },
      about: [
        { term: t.name, value: name },
        { term: t.email, value: email },
        { term: t.company, value: company },
        { term: t.reference, value: reference },
      ],
      consequences:
        licenses > 0
          ? [{ icon: 'ban', tone: 'bad', text: t.deleteBlocked({ count: t.count(countedLicenses(licenses)) }) }]
          : [
              { icon: 'trash-2', tone: 'bad', text: t.deleteGone },
              { icon: 'info', text: t.deleteLeads },
            ],
      action: deletePath(id),
      verb: t.deleteVerb,
      keep: { title: t.deleteKeep, href: customerPath(id) },
      messages: { IN_USE: t.deleteInUse },
      submit: async () => {
        await this.customers.delete(id);
        return SeeOther.done(CUSTOMERS_PATH, t.deleted({ name }));
      },
    });
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
