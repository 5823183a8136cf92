import { applyDecorators } from '@nestjs/common';
import { Matches } from 'class-validator';
import { Calendar, DAY, IsWholeNumber, MayBeMissing } from '../../core/common';
import { viewer } from '../../core/i18n';
import { NumberOrMissing, OptionalField } from './optional-field';

const MAX_DAYS = 3_650;

/** When and for whom rows are selected. */
export interface ConditionMoment {
  readonly now: Date;
  /** In the time zone of the viewer. */
  readonly calendar: Calendar;
}

/** The present, as the viewer's clock shows it. */
export function viewersMoment(): ConditionMoment {
  const { now, zone } = viewer();
  return { now, calendar: new Calendar(zone) };
}

/** A condition by a number of days, or by another number of this size. */
export function IsDays(): PropertyDecorator {
  return applyDecorators(NumberOrMissing(), MayBeMissing(), IsWholeNumber(1, MAX_DAYS));
}

/** A condition on a field of the metadata, as `name=value`. */
export function IsMetadataPair(): PropertyDecorator {
  return applyDecorators(OptionalField(), Matches(/^[^=]{1,255}=.{1,1000}$/s));
}

/** The filter of a condition on the metadata. */
export function metadataOf(pair: string | undefined): Readonly<Record<string, string>> | undefined {
  const [name = '', ...rest] = pair?.split('=') ?? [];
  return pair === undefined ? undefined : { [name]: rest.join('=') };
}

interface TimeCondition {
  /** The first day. */
  readonly from?: string;
  /** The last day. */
  readonly to?: string;
  /** Days before now. */
  readonly within?: number;
}

/** Limits of a time. */
export function limitsOf({ from, to, within }: TimeCondition, { now, calendar }: ConditionMoment) {
  const starts = [
    ...(from === undefined ? [] : [calendar.startOf(from)]),
    ...(within === undefined ? [] : [new Date(now.getTime() - within * DAY)]),
  ].sort((one, other) => other.getTime() - one.getTime());
  return { gte: starts[0], lte: to === undefined ? undefined : calendar.endOf(to) };
}
