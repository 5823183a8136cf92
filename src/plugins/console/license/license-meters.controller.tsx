import { Get, Param, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsIn, IsNumber, Matches, Max, Min } from 'class-validator';
import { Authorized, type FieldProblem, type FormValues, isProblem, IsText, problem } from '../../../core/common';
import { formatDateTime, formatNumber, texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { LicenseWithUsage } from '../../../core/licensing';
import { AssessLicenseService, type CurrentBalance, shownAmount } from '../../../core/verification';
import {
  CorrectMeterService,
  isCredit,
  type MeterCorrection,
  MeterHistoryService,
} from '../../../core/verification/internal';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { refusedField } from '../../../pages/kit/form-state';
import type { FormGroups } from '../../../pages/kit/form-table';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { licensePath } from '../../../pages/kit/record-paths';
import { meterUsePage } from './license-meter-use.view';
import { crumbsOf, meterPath } from './license-paths';
import { PathLicense } from './path-license';

const WAYS = ['used', 'change'] as const;
const MAX_AMOUNT = 1_000_000_000;
const MAX_DECIMALS = 6;

class CorrectMeterFormDto {
  @IsIn(WAYS)
  how!: (typeof WAYS)[number];

  @Type(() => Number)
  @IsNumber({ maxDecimalPlaces: MAX_DECIMALS })
  @Min(-MAX_AMOUNT)
  @Max(MAX_AMOUNT)
  amount!: number;

  @IsText(500)
  @Matches(/\S/)
  reason!: string;
}

/** Periods that a chart shows: the newest. */
const CHARTED_PERIODS = 36;

class MeterUseQueryDto {
  /** Shows the chart as a table. */
  @OptionalField()
  @IsIn(['1'])
  table?: '1';
}

/** Shows and corrects the use of a license's meters. */
@ConsoleController('license/edit/:id/meters')
export class LicenseMetersController {
  constructor(
    private readonly assessments: AssessLicenseService,
    private readonly corrections: CorrectMeterService,
    private readonly history: MeterHistoryService,
  ) {}

  @Get(':meter/use')
  @Authorized(Permission.LicensesRead)
  async showMeterUse(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('meter') code: string,
    @Query() { table }: MeterUseQueryDto,
  ): Promise<Page> {
    const meter = await this.meterOf(license.key, code);
    const { rows } = await this.history.list(license.uid, { limit: CHARTED_PERIODS }, { meter: code });
    return meterUsePage({ license, meter, periods: rows, isTable: table !== undefined });
  }

  @FormRoute(':meter')
  @Authorized(Permission.LicensesWrite)
  async correctMeter(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('meter') code: string,
  ): Promise<EditForm<CorrectMeterFormDto>> {
    const t = texts('licenseMeter');
    const { uid, key } = license;
    const meter = await this.meterOf(key, code);
    return new EditForm({
      title: t.title({ meter: code }),
      lead: t.lead,
      crumbs: crumbsOf(license),
      about: aboutOf(meter),
      isSection: true,
      width: 'confirmation',
      groups: groups(),
      texts: t,
      action: meterPath(uid, code),
      cancel: licensePath(uid),
      verb: t.verb,
      input: CorrectMeterFormDto,
      messages: { 'amount:not_taken': t.tooMuch },
      check: (body) => Promise.resolve(impossibleAmounts(body, meter)),
      submit: async ({ how, amount }) => {
        const sent = isCredit(meter) ? String(amount) : amount;
        const correction = how === 'used' ? { used: sent } : { change: sent };
        const { used } = await this.corrected(uid, code, correction);
        return SeeOther.done(licensePath(uid), t.saved({ meter: code, used: shownAmount(meter, used) }));
      },
    });
  }

  private async corrected(uid: string, code: string, correction: MeterCorrection): Promise<CurrentBalance> {
    try {
      return await this.corrections.correct(uid, code, correction);
    } catch (error) {
      throw isProblem(error, 'METER_RETURN_EXCEEDED')
        ? refusedField('amount', texts('licenseMeter').tooMuch, 'not_taken')
        : error;
    }
  }

  private async meterOf(key: string, code: string): Promise<CurrentBalance> {
    const call = { key, request: { operation: 'check' } } as const;
    const { context } = await this.assessments.assess(call, { withMeters: true });
    const meter = context?.meters?.find((one) => one.code === code);
    if (!meter) {
      throw problem('METER_NOT_FOUND', { meter: code, ids: [code] });
    }
    return meter;
  }
}

function groups(): FormGroups {
  const t = texts('licenseMeter');
  const choices = WAYS.map((value) => ({ value, title: t[value] }));
  return [
    {
      rows: [
        { name: 'how', kind: 'radios', choices, value: 'used' },
        { name: 'amount', kind: 'number' },
        { name: 'reason', kind: 'area', rows: 3 },
      ],
    },
  ];
}

function aboutOf(meter: CurrentBalance) {
  const { used, terms, endsAt } = meter;
  const t = texts('licenseMeter');
  return [
    { term: t.usedNow, value: formatNumber(shownAmount(meter, used), MAX_DECIMALS) },
    {
      term: t.limit,
      value:
        terms.limit === null ? texts('words').noLimit : formatNumber(shownAmount(meter, terms.limit), MAX_DECIMALS),
    },
    { term: t.resets, value: endsAt === null ? t.never : formatDateTime(new Date(endsAt)) },
  ];
}

/** A new amount below 0, a difference of 0, and a part of a meter that has no decimals. */
function impossibleAmounts({ how, amount }: FormValues, { terms: { decimals = 0 } }: CurrentBalance): FieldProblem[] {
  const value = Number(amount);
  const isPart = !Number.isInteger(Number((value * 10 ** decimals).toPrecision(15)));
  const isImpossible = isPart || (how === 'change' ? value === 0 : value < 0);
  const message = texts('licenseMeter').amountWrong;
  return isImpossible ? [{ field: 'amount', reason: 'wrong', message, isTranslated: true }] : [];
}
