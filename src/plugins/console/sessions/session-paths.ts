import { IsIn, Matches, MaxLength } from 'class-validator';
import { MayBeMissing } from '../../../core/common';
import { CHART_SPANS, type ChartSpan } from '../../../pages/components/chart-steps';
import { type QueryFields, withQuery } from '../../../pages/components/filters';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { choiceField, nameField, textField, queryOf } from '../../../pages/kit/query-of';

export const SESSIONS_PATH = '/console/sessions';

export const BY_LICENSE_PATH = `${SESSIONS_PATH}/by-license`;

/** Floating sessions of one license. */
export const sessionsPath = (license: string): string => withQuery(SESSIONS_PATH, { license });
/** @param back the page that is shown afterwards, instead of the list */
export const takeBackPath = (session: string, back?: string): string =>
  withQuery(`${SESSIONS_PATH}/${session}/take-back`, { back });
export const resumePath = (session: string): string => `${SESSIONS_PATH}/${session}/resume`;

export class SessionListQueryDto extends queryOf(
  {
    view: choiceField(['borrowed', 'refused']),
    q: nameField(),
    /** Key or ID of a license. */
    license: nameField(),
    /** The chart is shown as a table. */
    table: choiceField(['1']),
    /** Cursors of the pages before, in the list of refused starts, which only leads forward. */
    trail: textField(MaxLength(4_000), Matches(/^[\w.-]*$/)),
  },
  AfterBeforeDto,
) {
  @MayBeMissing()
  @IsIn(CHART_SPANS)
  span: ChartSpan = '24h';

  static filtersOf({ view, q, license }: SessionListQueryDto): QueryFields {
    return { view, q, license };
  }

  /** State of the chart in the address. */
  static chartOf({ span, table }: Pick<SessionListQueryDto, 'span' | 'table'>): QueryFields {
    return { span: span === '24h' ? undefined : span, table };
  }
}
