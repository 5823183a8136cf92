import type { ComponentChildren } from 'preact';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { Button, ButtonLink } from './button';
import { ErrorSummary, Form, FormFoot } from './form';
import type { IconName } from './icon';
import { type Crumb, PageHeader } from './page-parts';

interface FormDescription {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly crumbs: readonly Crumb[];
  readonly form: FormState;
  /** Above the errors of a refused form. */
  readonly refused: string;
  /** Between the title and the form. */
  readonly above?: ComponentChildren;
  readonly action: string;
  /** For forms with a file. */
  readonly isMultipart?: boolean;
  readonly fields: ComponentChildren;
  /** The button that sends the form. */
  readonly verb: string;
  readonly icon?: IconName;
  readonly cancel: { readonly title: string; readonly href: string };
  /** Further buttons. */
  readonly more?: ComponentChildren;
  readonly below?: ComponentChildren;
  readonly width?: 'form' | 'confirmation';
}

/** A page with one form. */
export function formPage(description: FormDescription): Page {
  const { title, lead, crumbs, form, refused, above, action, isMultipart, fields, below, width = 'form' } = description;
  const { verb, icon, cancel, more } = description;
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbs} lead={lead} />
      <ErrorSummary form={form} title={refused} />
      {above}
      <Form action={action} isMultipart={isMultipart}>
        {fields}
        <FormFoot>
          <Button look="primary" icon={icon}>
            {verb}
          </Button>
          <ButtonLink look="quiet" href={cancel.href}>
            {cancel.title}
          </ButtonLink>
          {more}
        </FormFoot>
      </Form>
      {below}
    </>
  );
  return new Page({ title, width, body });
}
