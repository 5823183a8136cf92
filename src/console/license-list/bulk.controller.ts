import { Get, Param, Post, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { FormValues } from '../../common/http/form-fields';
import { Permission } from '../../identity/permissions/permission';
import {
  type BulkChange,
  BulkChangesService,
  MAX_CHANGED,
  type PlannedChange,
} from '../../licensing/bulk/bulk-changes.service';
import { LicenseListService } from '../../licensing/licenses/license-list.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import {
  BulkFormDto,
  type BulkVerb,
  BulkVerbDto,
  changeText,
  DEFAULT_DAYS,
  PREVIEW_FIELD,
  previewDigest,
} from './bulk-change';
import { bulkPage, type BulkPageData, refusedBulkPage } from './bulk.view';
import { FindCustomerService } from './find-customer.service';
import { filterOf, type SelectionQueryDto } from './license-list-query.dto';
import { bulkPath, listPath } from './license-paths';
import { FormBody } from '../kit/parameters';

/** Rows whose undoing still fits into an address. */
const UNDOABLE = 50;
/** A revocation of more licenses asks for their number. */
const UNCONFIRMED = 1;
/** Problems that are shown with a preview. */
const PREVIEWED = ['confirm', PREVIEW_FIELD];

/** Asks before a change of many licenses, and makes it. */
@ConsoleController('console/licenses/bulk')
@Authorized(Permission.LicensesWrite)
export class BulkController {
  constructor(
    private readonly changes: BulkChangesService,
    private readonly list: LicenseListService,
    private readonly customers: FindCustomerService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get(':verb')
  previewBulkChange(@Param() { verb }: BulkVerbDto, @Query() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(verb, values, async (input) => bulkPage(await this.preview(verb, input, FormState.of(values))));
  }

  @Post(':verb')
  changeLicenses(@Param() { verb }: BulkVerbDto, @FormBody() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(verb, values, async (input) => {
      if (input.do === 'preview') {
        return bulkPage(await this.preview(verb, input, FormState.of(values)));
      }
      const ids = await this.idsOf(input);
      const change = await this.changeOf(verb, input);
      const confirm = (planned: readonly PlannedChange[]): void => requireConfirmed(input, change, planned);
      return this.done(change, input, await this.changes.apply(ids, change, confirm));
    });
  }

  /** A refused form is shown with its preview, if there can be one. */
  private submit(
    verb: BulkVerb,
    values: FormValues,
    submit: (input: BulkFormDto) => Promise<Page | SeeOther>,
  ): Promise<Page | SeeOther> {
    let sent: BulkFormDto | undefined;
    return submitForm({
      body: values,
      input: BulkFormDto,
      messages: { days: texts('bulk').daysWrong, [PREVIEW_FIELD]: texts('bulk').notPreviewed },
      submit: (input) => {
        sent = input;
        return submit(input);
      },
      show: async (form) =>
        sent && PREVIEWED.some((field) => form.problemOf(field) !== undefined)
          ? bulkPage(await this.preview(verb, sent, form))
          : refusedBulkPage(verb, values, form),
    });
  }

  private async preview(verb: BulkVerb, input: BulkFormDto, form: FormState): Promise<BulkPageData> {
    const ids = await this.idsOf(input);
    const change = await this.changeOf(verb, input);
    const planned = await this.changes.preview(ids, change);
    return { verb, input, change, planned, form, now: this.clock.now() };
  }

  /** Numeric ids of the selected licenses or of all that match. */
  private async idsOf({ id = [], all, ...query }: SelectionQueryDto): Promise<readonly number[]> {
    if (!all) {
      return id;
    }
    const ids = await this.list.newestIds(filterOf(query, this.clock.now(), this.calendar), MAX_CHANGED + 1);
    if (ids.length > MAX_CHANGED) {
      throw refusedField('all', texts('bulk').tooMany({ max: MAX_CHANGED }));
    }
    return ids;
  }

  private async changeOf(verb: BulkVerb, { days = DEFAULT_DAYS, new_customer }: BulkFormDto): Promise<BulkChange> {
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

  private done(change: BulkChange, input: BulkFormDto, changed: readonly number[]): SeeOther {
    const t = texts('bulk');
    const count = changed.length;
    const canUndo = change.verb === 'disable' && count > 0 && count <= UNDOABLE;
    const link = canUndo ? { text: t.undo, path: `${bulkPath('enable')}?id=${changed.join('%2C')}` } : undefined;
    return new SeeOther(listPath(input), {
      tone: count > 0 ? 'ok' : 'warn',
      text: changeText(t.done, change, count),
      link,
    });
  }
}

/** Throws unless the preview has shown exactly this change, and a revocation of several names their number. */
function requireConfirmed(input: BulkFormDto, change: BulkChange, planned: readonly PlannedChange[]): void {
  const t = texts('bulk');
  if (input.previewed !== previewDigest(change, planned)) {
    throw refusedField(PREVIEW_FIELD, t.notPreviewed, 'not_previewed');
  }
  const count = planned.filter(({ columns }) => columns).length;
  if (change.verb === 'revoke' && count > UNCONFIRMED && input.confirm?.trim() !== String(count)) {
    throw refusedField('confirm', t.confirmWrong({ count }));
  }
}
