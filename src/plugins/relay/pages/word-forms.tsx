import type { ComponentChildren, VNode } from 'preact';
import { formatNumber, texts } from '../../../core/i18n';
import { Button } from '../../../pages/components/button';
import { FileField, Radios, TextField } from '../../../pages/components/fields';
import { ErrorSummary, Form } from '../../../pages/components/form';
import { PageHeader } from '../../../pages/components/page-parts';
import { ReservationFields } from '../../../pages/components/reservation-fields';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { REPORT_NAMES } from '../report-claims';
import {
  deleteReservationPath,
  IMPORT_PATH,
  REPORT_PATH,
  RESERVE_PATH,
  reservationPath,
  TAKE_OVER_PATH,
} from './relay-paths';

interface WordFormProps {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly verb: string;
  readonly form: FormState;
  readonly isMultipart?: boolean;
  readonly children?: ComponentChildren;
}

/** A page with one change, which needs the admin password. */
function wordForm(props: WordFormProps): Page {
  return new Page({ title: props.title, width: 'form', body: <WordForm {...props} /> });
}

function WordForm({ title, lead, action, verb, form, isMultipart, children }: WordFormProps): VNode {
  const t = texts('relay');
  return (
    <>
      <PageHeader title={title} lead={lead} />
      <ErrorSummary form={form} title={title} />
      <Form action={action} isMultipart={isMultipart}>
        {children}
        <TextField
          name="word"
          label={t.word}
          hint={t.wordHint}
          type="password"
          form={form}
          autoComplete="current-password"
        />
        <div class="form-foot">
          <Button look="primary" text={verb} /> <a href="/">{t.start}</a>
        </div>
      </Form>
    </>
  );
}

export function importPage(form: FormState): Page {
  const t = texts('relay');
  const file = <FileField name="file" label={t.file} hint={t.fileHint} form={form} />;
  return wordForm({
    title: t.import,
    lead: t.importLead,
    action: IMPORT_PATH,
    verb: t.import,
    form,
    isMultipart: true,
    children: file,
  });
}

export function reportPage(form: FormState): Page {
  const t = texts('relay');
  const names = (
    <Radios
      name="users"
      label={t.reportNames}
      hint={t.reportNamesHint}
      form={form}
      choices={REPORT_NAMES.map((value) => ({ value, title: t.reportNamesAs[value] }))}
    />
  );
  return wordForm({
    title: t.report,
    lead: t.reportLead,
    action: REPORT_PATH,
    verb: t.report,
    form,
    children: names,
  });
}

/** @param device the name of the device, or its fingerprint */
export function endPage(action: string, device: string, form: FormState): Page {
  const t = texts('relay');
  return wordForm({ title: t.endTitle({ device }), lead: t.endLead, action, verb: t.end, form });
}

/** @param wait seconds until the share of the partner is taken */
export function takeOverPage(wait: number, form: FormState): Page {
  const t = texts('relay');
  const lead = t.takeOverLead({ seconds: formatNumber(wait) });
  return wordForm({ title: t.takeOver, lead, action: TAKE_OVER_PATH, verb: t.takeOverVerb, form });
}

export function reservePage(form: FormState): Page {
  const t = texts('licenseReservations');
  return reservationFormPage({ title: t.addTitle, action: RESERVE_PATH, verb: t.add, form });
}

export function changeReservationPage(id: string, form: FormState): Page {
  const t = texts('licenseReservations');
  return reservationFormPage({ title: t.changeTitle, action: reservationPath(id), verb: t.change, form });
}

function reservationFormPage(props: Pick<WordFormProps, 'title' | 'action' | 'verb' | 'form'>): Page {
  const { lead } = texts('licenseReservations');
  return wordForm({ ...props, lead, children: <ReservationFields form={props.form} /> });
}

/** @param holders those who have the seats */
export function deleteReservationPage(id: string, holders: string, form: FormState): Page {
  const t = texts('licenseReservations');
  const lead = `${holders}. ${t.deleteConsequence}`;
  return wordForm({ title: t.deleteTitle, lead, action: deleteReservationPath(id), verb: t.delete, form });
}
