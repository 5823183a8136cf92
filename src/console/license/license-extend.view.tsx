import type { ExtendedTerm } from '../../licensing/licenses/extend-license.service';
import type { LicenseWithUsage } from '../../licensing/licenses/licenses.service';
import { Button, ButtonLink } from '../components/button';
import { Radios, TextField } from '../components/fields';
import { ErrorSummary, FieldRow, Form, FormFoot } from '../components/form';
import { PageHeader } from '../components/page-parts';
import { DescriptionList } from '../components/text';
import { formatDate, formatDateTime } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { DAYS_OF, EXTENSIONS } from './license-extend';
import { licensePath, verbPath } from './license-paths';

interface ExtendData extends LicenseWithUsage {
  readonly form: FormState;
  /** The new end by number of days; null if the license has no end to extend. */
  readonly preview: (days: number) => ExtendedTerm | null;
  /** Zone in which a day ends. */
  readonly zone: string;
}

export function extendPage({ license, form, preview, zone }: ExtendData): Page {
  const t = texts('licenseActions');
  const { uid, key, expiresAt } = license;
  const hasEnd = preview(1) !== null;
  const choices = EXTENSIONS.filter((one) => hasEnd || one === 'date').map((value) => ({
    value,
    title: t.extendOptions[value],
    note: value === 'month' || value === 'year' ? endOf(preview(DAYS_OF[value])) : undefined,
  }));
  const body = (
    <>
      <PageHeader title={t.extendTitle} crumbs={crumbsOf(uid, key)} lead={t.extendNote} />
      <ErrorSummary form={form} title={t.nothingChanged} />
      <DescriptionList items={[{ term: t.now, value: expiresAt ? formatDateTime(expiresAt) : t.never }]} />
      <div class="section">
        <Form action={verbPath(uid, 'extend')}>
          <Radios form={form} name="by" label={t.extendBy} choices={choices} />
          <FieldRow>
            {hasEnd && <TextField form={form} name="days" label={t.days} type="number" isOptional chooses="by=days" />}
            <TextField
              form={form}
              name="date"
              label={t.date}
              type="date"
              isOptional
              hint={t.dateHint({ zone })}
              chooses="by=date"
            />
          </FieldRow>
          <FormFoot>
            <Button look="primary">{t.extend}</Button>
            <ButtonLink look="quiet" href={licensePath(uid)}>
              {t.cancel}
            </ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
  return new Page({ title: t.extendTitle, width: 'confirmation', body });
}

function endOf(term: ExtendedTerm | null): string {
  const t = texts('licenseActions');
  return term?.expiresAt ? t.endsOn({ date: formatDate(term.expiresAt) }) : t.termOf({ days: term?.durationDays ?? 0 });
}

export function extendedText({ license: { expiresAt, durationDays } }: LicenseWithUsage): string {
  const t = texts('licenseActions');
  return expiresAt ? t.extended({ date: formatDate(expiresAt) }) : t.extendedTerm({ days: durationDays ?? 0 });
}
