import { IntersectionType } from '@nestjs/swagger';
import { texts } from '../../../core/i18n';
import { AfterBeforeDto } from '../../../pages/kit/cursor-page';
import { choiceOf, conditionsOf } from '../../../pages/reports/conditions';
import { ReportQueryDto, reportPlace } from '../../../pages/reports/report-places';
import { SESSIONS_PATH } from './session-paths';
import { choiceField, nameField, queryOf } from '../../../pages/kit/query-of';

export const SESSION_REPORT_PATH = reportPlace('sessions');
export const SESSION_EXPORT_PATH = `${SESSIONS_PATH}/export`;

const STATES = ['running', 'borrowed', 'ended'] as const;

/** The conditions of a report about sessions. */
export class SessionFilterQueryDto extends queryOf({
  q: nameField(),
  state: choiceField(STATES),
  /** Key or ID of a license. */
  license: nameField(),
}) {}

export class SessionReportQueryDto extends IntersectionType(AfterBeforeDto, SessionFilterQueryDto, ReportQueryDto) {}

export function sessionFilter({ q, state, license }: SessionFilterQueryDto) {
  const running = state && state !== 'ended';
  return { q, license, running, borrowed: state === 'borrowed' ? true : undefined };
}

/** The conditions as fields of the address. */
export function sessionFields(query: SessionFilterQueryDto) {
  return SessionFilterQueryDto.fieldsOf(query);
}

export function sessionConditions(query: SessionFilterQueryDto) {
  const t = texts('floatingSessions');
  const titles = { running: t.running, borrowed: t.borrowed, ended: t.ended };
  return conditionsOf({
    path: SESSION_REPORT_PATH,
    query: sessionFields(query),
    texts: t,
    rows: [
      choiceOf(
        'state',
        STATES.map((value) => ({ value, title: titles[value] })),
      ),
      { name: 'license', placeholder: t.licensePlaceholder },
    ],
  });
}
