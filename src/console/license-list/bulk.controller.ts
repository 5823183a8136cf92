import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import type { FormValues } from '../../common/http/form-fields';
import { InvalidInput } from '../../common/errors/domain-error';
import { Permission } from '../../identity/permissions/permission';
import { BulkChangesService } from '../../licensing/licenses/bulk-changes.service';
import { ConsoleController } from '../kit/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { BulkFormDto, BulkVerbDto } from './bulk-form.dto';
import { BulkSelectionService } from './bulk-selection.service';
import { BULK_TEXTS } from './bulk-texts';
import { bulkPage, type BulkPageData, refusedBulkPage } from './bulk.view';
import { bulkPath, listPath } from './license-paths';

/** Rows whose undoing still fits into an address. */
const UNDOABLE = 50;
/** A revocation of more licenses asks for their number. */
const UNCONFIRMED = 1;

/** Asks before a change of many licenses, and makes it. */
@ConsoleController('console/licenses/bulk')
@Authorized(Permission.LicensesWrite)
export class BulkController {
  constructor(
    private readonly changes: BulkChangesService,
    private readonly selection: BulkSelectionService,
    private readonly clock: Clock,
  ) {}

  @Get(':verb')
  previewBulkChange(@Param() { verb }: BulkVerbDto, @Query() values: FormValues): Promise<Page | SeeOther> {
    return this.submit(verb, values, async (input) => bulkPage(await this.preview(verb, input, FormState.of(values))));
  }

  @Post(':verb')
  changeLicenses(@Param() { verb }: BulkVerbDto, @Body() values: FormValues = {}): Promise<Page | SeeOther> {
    return this.submit(verb, values, async (input) => {
      const ids = await this.selection.idsOf(input);
      const change = await this.selection.changeOf(verb, input);
      const planned = await this.changes.preview(ids, change);
      const count = planned.filter(({ columns }) => columns).length;
      if (verb === 'revoke' && count > UNCONFIRMED && input.confirm?.trim() !== String(count)) {
        throw new InvalidInput('confirm', BULK_TEXTS().confirmWrong(count));
      }
      return this.done(verb, input, await this.changes.apply(ids, change));
    });
  }

  /** A refused form is shown with its preview, if there can be one. */
  private submit(
    verb: BulkVerbDto['verb'],
    values: FormValues,
    submit: (input: BulkFormDto) => Promise<Page | SeeOther>,
  ): Promise<Page | SeeOther> {
    let sent: BulkFormDto | undefined;
    return submitForm({
      body: values,
      input: BulkFormDto,
      messages: { days: BULK_TEXTS().daysWrong },
      submit: (input) => {
        sent = input;
        return submit(input);
      },
      show: async (form) =>
        sent && form.problemOf('confirm') !== undefined
          ? bulkPage(await this.preview(verb, sent, form))
          : refusedBulkPage(verb, values, form),
    });
  }

  private async preview(verb: BulkVerbDto['verb'], input: BulkFormDto, form: FormState): Promise<BulkPageData> {
    const ids = await this.selection.idsOf(input);
    const change = await this.selection.changeOf(verb, input);
    const planned = await this.changes.preview(ids, change);
    return { verb, input, change, planned, form, now: this.clock.now() };
  }

  private done(verb: BulkVerbDto['verb'], input: BulkFormDto, changed: readonly number[]): SeeOther {
    const t = BULK_TEXTS();
    const count = changed.length;
    const canUndo = verb === 'disable' && count > 0 && count <= UNDOABLE;
    const link = canUndo ? { text: t.undo, path: `${bulkPath('enable')}?id=${changed.join('%2C')}` } : undefined;
    return new SeeOther(listPath(input), { tone: count > 0 ? 'ok' : 'warn', text: t.done[verb](count), link });
  }
}
