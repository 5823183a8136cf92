import type { Type } from '@nestjs/common';
import type { ComponentChildren } from 'preact';
import { type FieldProblem, type FormValues, InvalidRequest } from '../../core/common';
import { texts } from '../../core/i18n';
import { REASON_FIELD } from '../kit/change-reason';
import { type FormMessages, FormState } from '../kit/form-state';
import { changedFields, type FormGroups, initialValues, inputIn, labeled, messagesOf } from '../kit/form-table';
import { Page, PageForm, type SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { actionLinks, type Actions, Button, ButtonLink } from './button';
import { FieldGroups } from './field-groups';
import { EnterButton, ErrorSummary, Form, FormFoot, HiddenFields } from './form';
import type { IconName } from './icon';
import { type Crumb, PageHeader, WithAside } from './page-parts';
import { ReasonFields, ReasonGroup } from './reason-fields';
import { type Detail, DescriptionList } from './text';

interface FormDescription {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly crumbs: readonly Crumb[];
  /** Buttons beside the title. */
  readonly actions?: Actions;
  /** By default, the initial values of the groups. */
  readonly form?: FormState;
  /** Above the errors of a refused form; by default the text `notSaved`. */
  readonly refused?: string;
  /** In place of the errors of a refused form, if there is one. */
  readonly problems?: (form: FormState) => ComponentChildren;
  /** Facts about the thing that the form changes. */
  readonly about?: readonly Detail[];
  /** Between the title and the form. */
  readonly above?: ComponentChildren;
  /** The form is a section below others. */
  readonly isSection?: boolean;
  readonly action: string;
  /** For forms with a file. */
  readonly isMultipart?: boolean;
  /** Attributes of the form that scripts read. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
  /** There are further buttons among the fields: Enter presses that of the form all the same. */
  readonly hasButtons?: boolean;
  readonly groups?: FormGroups;
  /** The texts of the page, from which the groups and their fields take theirs. */
  readonly texts?: object;
  /** A thing with the initial values of the fields, by their names: the DTO that the API answers with. */
  readonly values?: object;
  /** Values of hidden fields. */
  readonly hidden?: (form: FormState) => Readonly<Record<string, string | undefined>>;
  /** Fields that are not in a table, after the groups. */
  readonly fields?: ComponentChildren;
  /** It asks why the change is made. A form that lacks a reason asks in any case. */
  readonly asksReason?: boolean;
  /** Whether the fields are only read, with the sentence that says so instead of the buttons. */
  readonly readOnly?: string | false;
  /** The button that sends the form. */
  readonly verb: string;
  readonly icon?: IconName;
  readonly isDangerous?: boolean;
  /** Where "Cancel" leads; with another title, if there is a better word. */
  readonly cancel: string | { readonly title: string; readonly href: string };
  /** A button between that of the form and "Cancel". */
  readonly second?: ComponentChildren;
  /** Further buttons. */
  readonly more?: ComponentChildren;
  readonly below?: ComponentChildren;
  /** Beside the form and what is below it. */
  readonly aside?: ComponentChildren;
  readonly width?: 'form' | 'confirmation';
}

/** A page with one form. */
export function formPage(description: FormDescription): Page {
  const { title, aside, width = aside === undefined ? 'form' : 'wide' } = description;
  const groups = labeled(description.groups ?? [], description.texts ?? {}, description.values);
  const { form = FormState.of(initialValues(groups)) } = description;
  const { lead, crumbs, actions, refused, problems, about, above, action, isMultipart, fields, below } = description;
  const { readOnly = false, hidden, isSection, data, hasButtons, verb, asksReason = false } = description;
  const { notSaved = texts('words').notSaved }: { readonly notSaved?: string } = description.texts ?? {};
  const all = (
    <>
      {hasButtons && <EnterButton>{verb}</EnterButton>}
      {hidden && <HiddenFields fields={hidden(form)} />}
      <FieldGroups form={form} groups={groups} />
      {fields}
      {((asksReason && readOnly === false) || form.problemOf(REASON_FIELD) !== undefined) &&
        (groups.some(({ id }) => id !== undefined) ? <ReasonGroup form={form} /> : <ReasonFields form={form} />)}
    </>
  );
  const main = (
    <Form action={action} isMultipart={isMultipart} data={data}>
      {readOnly === false ? (
        all
      ) : (
        <fieldset class="form-all" disabled>
          {all}
        </fieldset>
      )}
      <FormFoot>{readOnly === false ? <Buttons {...description} /> : <p class="hint">{readOnly}</p>}</FormFoot>
    </Form>
  );
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbs} lead={lead} actions={actionLinks(actions)} />
      {problems?.(form) ?? <ErrorSummary form={form} title={refused ?? notSaved} />}
      {about && <DescriptionList items={about} />}
      {above}
      <WithAside aside={aside}>
        {isSection ? <div class="section">{main}</div> : main}
        {below}
      </WithAside>
    </>
  );
  return new Page({ title, width, body });
}

function Buttons({ verb, icon, isDangerous, second, cancel, more }: FormDescription) {
  const { title, href } = typeof cancel === 'string' ? { title: texts('words').cancel, href: cancel } : cancel;
  return (
    <>
      <Button look={isDangerous ? 'danger-solid' : 'primary'} icon={icon} text={verb} />
      {second}
      <ButtonLink look="quiet" href={href} text={title} />
      {more}
    </>
  );
}

interface EditedForm<I extends object> extends Omit<FormDescription, 'form'> {
  readonly groups: FormGroups;
  readonly texts: object;
  /** Entered and not saved, in the address: shown instead of the initial values. */
  readonly entered?: FormValues;
  /** The DTO that validates the input of the fields. */
  readonly input: Type<I>;
  /** Fields that are not in the body are not in the input: the thing keeps their values. */
  readonly isPartial?: boolean;
  /** Adds to the input what is not in a field of its own, or changes it. */
  readonly inputOf?: (input: Record<string, unknown>, body: FormValues) => object | Promise<object>;
  /** Why a field does not count, as the form was filled in: a value that was changed all the same is refused with this text. */
  readonly unusedBecause?: (field: string, body: FormValues) => string | undefined;
  /** Texts beside those of the fields, by field, `field:reason` or error code. */
  readonly messages?: FormMessages;
  /** Changes the page of a form that was refused. */
  readonly ifRefused?: (form: FormState) => Promise<Partial<FormDescription>>;
  /** Finds what is wrong beyond the DTO. */
  readonly check?: (body: FormValues) => Promise<readonly FieldProblem[]>;
  /** Makes the change. */
  readonly submit: (input: I, body: FormValues) => Promise<Page | SeeOther>;
}

/** A form with its page: a GET shows it, a POST submits it. */
export class EditForm<I extends object> extends PageForm {
  constructor(private readonly description: EditedForm<I>) {
    super();
  }

  show(form = this.description.entered && FormState.of(this.description.entered)): Page {
    return formPage({ ...this.description, form });
  }

  /** Makes the change, or shows the form again with its values and what is wrong with them. */
  submit(body: FormValues): Promise<Page | SeeOther> {
    const { input, isPartial = false, inputOf, unusedBecause, messages, check, submit, ifRefused } = this.description;
    const groups = labeled(this.description.groups, this.description.texts);
    return submitForm({
      body,
      input,
      fields: (sent) => {
        if (unusedBecause) {
          refuseUnused(changedFields(groups, sent), (field) => unusedBecause(field, sent));
        }
        const fields = inputIn(groups, sent, isPartial);
        return inputOf ? inputOf(fields, sent) : fields;
      },
      messages: { ...messagesOf(groups), ...messages },
      check: check && (() => check(body)),
      submit: (value) => submit(value, body),
      show: async (form) => formPage({ ...this.description, ...(await ifRefused?.(form)), form }),
      asksReason: true,
    });
  }
}

/** Nothing that was entered is dropped in silence. */
function refuseUnused(changed: readonly string[], reasonOf: (field: string) => string | undefined): void {
  const problems = changed.flatMap((field) => {
    const message = reasonOf(field);
    return message === undefined ? [] : [{ field, reason: 'unused', message, isTranslated: true }];
  });
  if (problems.length > 0) {
    throw new InvalidRequest(problems);
  }
}
