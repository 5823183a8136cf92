import { Get, Param, Post, Query } from '@nestjs/common';
import { PoliciesService, ProductsService } from '../../../core/catalog';
import { Authorized, Calendar, Clock, type FormValues, isProblem, problem, referenced } from '../../../core/common';
import { EVENT_NAMES, WebhookEndpointsService } from '../../../core/events';
import { patternOf } from '../../../core/events/internal';
import { GroupsService } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { type LicenseFilter } from '../../../core/licensing';
import {
  ACTIONS,
  type BulkActionName,
  BulkLicensesJobsService,
  type BulkRequest,
} from '../../../core/licensing/internal';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { REASON_FIELD } from '../../../pages/kit/change-reason';
import { FormState, refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { jobPath } from '../../../pages/kit/record-paths';
import {
  asksNumber,
  BulkActionDto,
  BulkFormDto,
  DEFAULT_DAYS,
  isSelected,
  PREVIEW_FIELD,
  SkippedQueryDto,
} from './bulk-form';
import { type CheckData, checkPage, skippedPage } from './bulk.view';
import { FindCustomerService } from './find-customer.service';
import { filterOf, LICENSES_PER_PAGE } from './license-list-query.dto';

/** Names that the selection is described with. */
const CHOICES = { limit: 100 } as const;
/** A form with one of these problems has no preview. */
const PARAMETERS = [
  ...[
    'id',
    'all',
    'extend_by',
    'days',
    'months',
    'until',
    'counted_from',
    'new_customer',
    'to_policy',
    'to_version',
    'limits',
    'expiry',
  ],
];

/** Checks a change of any number of licenses, and starts it as a job. */
@ConsoleController('console/licenses/bulk')
@Authorized(Permission.LicensesWrite)
export class BulkController {
  constructor(
    private readonly bulk: BulkLicensesJobsService,
    private readonly customers: FindCustomerService,
    private readonly policies: PoliciesService,
    private readonly groups: GroupsService,
    private readonly products: ProductsService,
    private readonly webhooks: WebhookEndpointsService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get(':action')
  checkBulkChange(@Param() { action }: BulkActionDto, @Query() values: FormValues): Promise<Page | SeeOther> {
    const extension: FormValues = action === 'extend' ? { extend_by: 'days', days: String(DEFAULT_DAYS) } : {};
    return this.submit(action, { ...extension, ...values }, (input, form) => this.check(action, input, form));
  }

  /** One button checks other parameters, the other one starts what was checked. */
  @Post(':action')
  startBulkChange(@Param() { action }: BulkActionDto, @FormBody() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(action, values, async (input, form) => {
      const request = await this.requestOf(action, input);
      if (input.do === 'check' || !request) {
        return this.check(action, input, form);
      }
      return new SeeOther(await reasonAsked(this.start(request, input)));
    });
  }

  @Get(':action/skipped')
  async showSkipped(@Param() { action }: BulkActionDto, @Query() input: SkippedQueryDto): Promise<Page> {
    const { obstacle, after, before } = input;
    const request = await this.requestOf(action, input);
    const page = { limit: LICENSES_PER_PAGE, after, before };
    const found = request ? await this.bulk.skipped(request, obstacle, page) : { rows: [], next: null, total: null };
    return skippedPage({ action, input, page: found, now: this.clock.now() });
  }

  private submit(
    action: BulkActionName,
    values: FormValues,
    submit: (input: BulkFormDto, form: FormState) => Promise<Page | SeeOther>,
  ): Promise<Page | SeeOther> {
    let sent = new BulkFormDto();
    const t = texts('bulk');
    return submitForm({
      body: values,
      input: BulkFormDto,
      messages: {
        days: t.daysWrong,
        months: t.monthsWrong,
        'months:unused': t.monthsUnused,
        until: t.lastDayWrong,
        'until:unused': t.lastDayUnused,
        to_policy: t.choosePolicy,
        to_version: t.versionWrong,
        [PREVIEW_FIELD]: t.notChecked,
      },
      submit: (input) => {
        sent = input;
        return submit(input, FormState.of(values));
      },
      show: (form) => this.check(action, sent, form),
      asksReason: true,
    });
  }

  /** Without a preview while a parameter is missing or wrong. */
  private async check(action: BulkActionName, input: BulkFormDto, form: FormState): Promise<Page> {
    const isWrong = PARAMETERS.some((field) => form.problemOf(field) !== undefined);
    const request = isWrong ? undefined : await this.requestOf(action, input);
    const { rows: policies } = await this.policies.list(CHOICES);
    const groups = input.group === undefined ? [] : await this.groups.getEach([input.group]);
    const { rows: products } = await this.products.list(CHOICES);
    const data: CheckData = { action, input, form, policies, products, groups, isWrong };
    return checkPage(
      request ? { ...data, preview: await this.bulk.preview(request), told: await this.countTold(action) } : data,
    );
  }

  /** Undefined while no license is selected, or a policy or a date is missing. */
  private async requestOf(action: BulkActionName, input: BulkFormDto): Promise<BulkRequest | undefined> {
    const { new_customer, to_policy: policy, to_version: policyVersion, limits, expiry = 'keep', all, id = [] } = input;
    if (!isSelected(input) || (action === 'change_policy' && policy === undefined)) {
      return undefined;
    }
    const filter = all ? filterOf(input, this.clock.now(), this.calendar) : { ids: id };
    switch (action) {
      case 'extend':
        return this.extension(input, filter);
      case 'move': {
        const customer = await this.customers.find(new_customer, 'new_customer');
        return { action, filter, customer: customer?.uid ?? null };
      }
      case 'change_policy':
        await referenced('to_policy', this.policies.get(policy ?? ''));
        return { action, filter, policy, follow: { limits, expiry } };
      case 'change_policy_version':
        return { action, filter, policyVersion };
      case 'disable':
      case 'enable':
      case 'revoke':
      case 'block':
      case 'unblock':
      case 'delete':
        return { action, filter };
    }
  }

  /** A date or months that are typed, but not chosen, are not left out silently. */
  private extension(
    { extend_by, days = DEFAULT_DAYS, months, counted_from: from, until }: BulkFormDto,
    filter: LicenseFilter,
  ): BulkRequest | undefined {
    const action = 'extend';
    if (extend_by !== 'date' && until !== undefined) {
      throw refusedField('until', texts('bulk').lastDayUnused, 'unused');
    }
    if (extend_by !== 'months' && months !== undefined) {
      throw refusedField('months', texts('bulk').monthsUnused, 'unused');
    }
    if (extend_by === 'months') {
      return months === undefined ? undefined : { action, filter, months, from };
    }
    if (extend_by !== 'date') {
      return { action, filter, days, from };
    }
    return until === undefined ? undefined : { action, filter, until: this.calendar.endOf(until) };
  }

  /** Returns the address of the job. */
  private async start(request: BulkRequest, { previewed, confirm = '' }: BulkFormDto): Promise<string> {
    const t = texts('bulk');
    const job = await this.bulk.start(request, ({ digest, willChange: count }) => {
      if (previewed !== digest) {
        throw refusedField(PREVIEW_FIELD, t.notChecked, 'not_previewed');
      }
      if (asksNumber(request.action, count) && confirm.trim() !== String(count)) {
        throw refusedField('confirm', t.confirmWrong({ count }));
      }
    });
    return jobPath(job.uid);
  }

  /** Number of webhooks that receive the event of the change; there are at most 100. */
  private async countTold(action: BulkActionName): Promise<number> {
    const { rows } = await this.webhooks.list(CHOICES);
    const name = EVENT_NAMES.find((event) => event === ACTIONS[action].event);
    return rows.filter(({ disabledAt, events }) => !disabledAt && name && patternOf(name, events)).length;
  }
}

/** The form has a field of its own for the reason. */
async function reasonAsked<T>(starting: Promise<T>): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    throw isProblem(error, 'REASON_REQUIRED') ? problem('REASON_REQUIRED', { field: REASON_FIELD }) : error;
  }
}
