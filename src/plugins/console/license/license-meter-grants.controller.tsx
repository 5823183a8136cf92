import { Get, Param, Query } from '@nestjs/common';
import { Authorized, Clock, UuidPipe } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import type { LicenseWithUsage } from '../../../core/licensing';
import { MeterGrantsService, shownAmount } from '../../../core/verification';
import { AddMeterGrantDto, type ListedGrant, MeterGrantListsService } from '../../../core/verification/internal';
import { ButtonLink } from '../../../pages/components/button';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { detailPage } from '../../../pages/components/detail-page';
import { EditForm } from '../../../pages/components/form-page';
import { Rows } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { crumbsOf, grantPath, grantsPath, newGrantPath } from './license-paths';
import { PathLicense } from './path-license';

const GRANTS_PER_PAGE = 50;
const SHOWN_DECIMALS = 6;

/** Grants of a license's meter or credit: what it may take besides the allowance of its policy. */
@ConsoleController('license/edit/:id/meters/:meter/grants')
export class LicenseMeterGrantsController {
  constructor(
    private readonly lists: MeterGrantListsService,
    private readonly grants: MeterGrantsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Authorized(Permission.LicensesRead)
  async showGrants(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('meter') code: string,
    @Query() place: CursorPageDto,
  ): Promise<Page> {
    const t = texts('licenseMeterGrants');
    const page = { limit: GRANTS_PER_PAGE, after: place.after };
    const { rows, next } = await this.lists.grants(license.uid, code, page, {}, this.clock.now());
    const canWrite = isPermitted(currentCaller(), Permission.LicensesWrite);
    return detailPage({
      title: t.title({ meter: code }),
      crumbs: crumbsOf(license),
      lead: t.lead,
      actions: canWrite && <ButtonLink href={newGrantPath(license.uid, code)} text={t.add} />,
      main: (
        <Rows
          title={t.title({ meter: code })}
          rows={rows}
          pages={trailPages(place, next, GRANTS_PER_PAGE)}
          columns={columnsOf(canWrite, (grant) => grantPath(license.uid, code, grant))}
          order={texts('lists').newestFirst}
          path={grantsPath(license.uid, code)}
          query={{}}
        />
      ),
    });
  }

  @FormRoute('new')
  @Authorized(Permission.LicensesWrite)
  async addGrant(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('meter') code: string,
  ): Promise<EditForm<AddMeterGrantDto>> {
    const t = texts('licenseMeterGrants');
    // The allowance comes first, and has the decimals of a credit.
    const [allowance] = (await this.lists.grants(license.uid, code, { limit: 1 }, {}, this.clock.now())).rows;
    const isOfCredit = typeof allowance?.decimals === 'number';
    return new EditForm({
      title: t.addTitle({ meter: code }),
      lead: t.addLead,
      crumbs: crumbsOf(license),
      isSection: true,
      width: 'confirmation',
      groups: groupsOf(isOfCredit),
      texts: t,
      values: { priority: 50, source: 'hand' },
      action: newGrantPath(license.uid, code),
      cancel: grantsPath(license.uid, code),
      verb: t.add,
      input: AddMeterGrantDto,
      submit: async (input) => {
        await this.grants.add(license.uid, code, AddMeterGrantDto.toGrant(input));
        return SeeOther.done(grantsPath(license.uid, code), t.added);
      },
    });
  }

  @FormRoute(':grant/void')
  @Authorized(Permission.LicensesWrite)
  async voidGrant(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('meter') code: string,
    @Param('grant', UuidPipe) uid: string,
  ): Promise<ConfirmForm> {
    const t = texts('licenseMeterGrants');
    const { amount, used, meter, source } = await this.grants.get(license.uid, code, uid);
    const decimals = meter?.decimals;
    return new ConfirmForm({
      title: t.voidTitle,
      crumbs: crumbsOf(license),
      about: [
        { term: t.source, value: t.sources[source] },
        { term: t.amount, value: amountText({ decimals }, amount) },
        { term: t.used, value: amountText({ decimals }, used) },
      ],
      undo: { isPossible: true, text: t.voidUndo },
      consequences: [{ icon: 'ban', tone: 'bad', text: t.voidConsequence }],
      action: grantPath(license.uid, code, uid),
      verb: t.voidVerb,
      keep: { title: t.keep, href: grantsPath(license.uid, code) },
      submit: async () => {
        await this.grants.void(license.uid, code, uid);
        return SeeOther.done(grantsPath(license.uid, code), t.voided);
      },
    });
  }
}

function groupsOf(isOfCredit: boolean): FormGroups {
  const t = texts('licenseMeterGrants');
  const given = (['hand', 'goodwill'] as const).map((value) => ({ value, title: t.sources[value] }));
  return [
    {
      rows: [
        isOfCredit ? { name: 'amount', hint: t.creditHint } : { name: 'amount', kind: 'number', hint: t.meterHint },
        { name: 'expires_at', textKey: 'until', kind: 'date', isOptional: true, empty: null },
        { name: 'priority', kind: 'number' },
        { name: 'source', kind: 'radios', choices: given },
        { name: 'note', isOptional: true, empty: 'missing' },
      ],
    },
  ];
}

function columnsOf(canWrite: boolean, voidPath: (grant: string) => string): Column<ListedGrant>[] {
  const t = texts('licenseMeterGrants');
  const columns: (Column<ListedGrant> | false)[] = [
    { head: t.source, width: 15, onCard: 'title', cell: ({ source }) => t.sources[source] },
    {
      head: t.amount,
      width: 10,
      onCard: 'left',
      hasLabelOnCard: true,
      isRight: true,
      cell: (grant) => amountText(grant, grant.amount),
    },
    {
      head: t.used,
      width: 10,
      onCard: 'left',
      hasLabelOnCard: true,
      isRight: true,
      cell: (grant) => amountText(grant, grant.used),
    },
    {
      head: t.left,
      width: 10,
      onCard: 'left',
      hasLabelOnCard: true,
      isRight: true,
      cell: (grant) => amountText(grant, grant.left),
    },
    {
      head: t.until,
      width: 20,
      onCard: 'left',
      cell: ({ expiresAt }) => expiresAt && <Time at={expiresAt} as="date" />,
    },
    { head: t.note, onCard: 'wide', cell: ({ note }) => <Cut text={note ?? ''} /> },
    canWrite && {
      head: texts('words').action,
      width: 10,
      onCard: 'right',
      isRight: true,
      cell: ({ uid, voidedAt }) =>
        voidedAt !== null ? (
          t.isVoid
        ) : uid === null ? null : (
          <a href={voidPath(uid)} aria-label={t.voidTitle}>
            {t.voidVerb}
          </a>
        ),
    },
  ];
  return columns.filter((column): column is Column<ListedGrant> => column !== false);
}

/** @param amount as stored; null is unlimited */
function amountText({ decimals }: Pick<ListedGrant, 'decimals'>, amount: number | null): string {
  return amount === null
    ? texts('words').noLimit
    : formatNumber(shownAmount({ terms: { decimals: decimals ?? undefined } }, amount), SHOWN_DECIMALS);
}
