import { isWellFormedKey } from '../../catalog/policies/license-key';
import type { Calendar } from '../../common/calendar';
import type { FieldProblem } from '../../common/errors/problem';
import { isAddressPattern } from '../../common/http/addresses';
import type { FormValues } from '../../common/http/form-fields';
import { isCalendarDate } from '../../common/validation/fields';
import { normalizeDomainPattern } from '../../licenses/domains/domains';
import { formatDate } from '../../i18n/format';
import type { Text } from '../../i18n/text';
import { texts } from '../../i18n/texts';
import { type IssueChoice, linesIn, numberIn, textIn } from './issue-form';

const MAX_LINES = 100;

/** All that is wrong with the fields of a form, beyond what its DTOs refuse. */
export function issueProblems(body: FormValues, choice: IssueChoice, calendar: Calendar): FieldProblem[] {
  const t = texts('issue').errors;
  return [
    ...termProblems(body, calendar),
    ...lineProblems(body, 'allowed_domains', (line) => normalizeDomainPattern(line) !== null, t.domain),
    ...lineProblems(body, 'allowed_ips', isAddressPattern, t.ip),
    ...keyProblems(textIn(body, 'key'), numberIn(body, 'count') ?? 1),
    ...grantProblems(body, choice),
  ];
}

/** The API would refuse all grants of a kind together. */
function grantProblems(body: FormValues, { entitlements, meters }: IssueChoice): FieldProblem[] {
  const t = texts('issue').errors;
  const wrongNumbers = entitlements.filter(
    ({ code, type }) => type === 'number' && !Number.isFinite(Number(textIn(body, `entitlements.${code}`))),
  );
  const wrongAmounts = meters.filter(({ code }) => Number.isNaN(numberIn(body, `meters.${code}`)));
  return [
    ...wrongNumbers.map(({ code }) => problem(`entitlements.${code}`, t.number)),
    ...wrongAmounts.map(({ code }) => problem(`meters.${code}`, t.amount)),
  ];
}

function keyProblems(key: string, count: number): FieldProblem[] {
  const t = texts('issue').errors;
  if (key === '' || (count === 1 && isWellFormedKey(key))) {
    return [];
  }
  return [problem('key', count > 1 ? t.keyForMany : t.key)];
}

function termProblems(body: FormValues, calendar: Calendar): FieldProblem[] {
  const t = texts('issue').errors;
  const runs = textIn(body, 'runs') || 'policy';
  const [start, end, days] = [textIn(body, 'starts_on'), textIn(body, 'expires_on'), textIn(body, 'days_of_use')];
  if (runs === 'date') {
    return [
      ...dateProblems(start, end, calendar),
      ...(days === '' ? [] : [problem('days_of_use', t.otherTerm, 'other_term')]),
    ];
  }
  return [
    ...(end === '' ? [] : [problem('expires_on', t.otherTerm)]),
    ...(runs === 'first_use' && days === '' ? [problem('days_of_use', t.days_of_use)] : []),
    ...(runs !== 'first_use' && days !== '' ? [problem('days_of_use', t.otherTerm, 'other_term')] : []),
  ];
}

function dateProblems(start: string, end: string, calendar: Calendar): FieldProblem[] {
  const t = texts('issue').errors;
  if (!isCalendarDate(end)) {
    return [problem('expires_on', t.expires_on)];
  }
  return isCalendarDate(start) && end < start
    ? [problem('expires_on', t.beforeStart({ start: formatDate(calendar.startOf(start)) }))]
    : [];
}

function lineProblems(
  body: FormValues,
  name: string,
  isValid: (line: string) => boolean,
  message: Text<{ line: number; text: string }>,
): FieldProblem[] {
  const lines = linesIn(body, name);
  const wrong = lines.findIndex((line) => line.length > 255 || !isValid(line));
  if (lines.length > MAX_LINES) {
    return [problem(name, texts('issue').errors.tooManyLines)];
  }
  return wrong === -1 ? [] : [problem(name, message({ line: wrong + 1, text: lines[wrong]?.slice(0, 64) ?? '' }))];
}

function problem(field: string, message: string, reason = 'invalid'): FieldProblem {
  return { field, reason, message };
}
