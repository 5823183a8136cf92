import type { VNode } from 'preact';
import type { Role } from '../../identity/permissions/permission';
import { Button, ButtonLink } from '../components/button';
import { ErrorSummary, Form, FormFoot, FormGroup } from '../components/form';
import { Radios, TextField } from '../components/fields';
import { PageHeader } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { NEW_PERSON_PATH, PEOPLE_PATH } from './people-paths';
import { roleText } from '../kit/role-texts';

/** @param roles that the viewer may give */
export function newPersonPage(form: FormState, roles: readonly Role[]): Page {
  const t = texts('people');
  const body = (
    <>
      <PageHeader title={t.add} crumbs={[{ title: t.people, href: PEOPLE_PATH }]} />
      <ErrorSummary form={form} title={t.notAdded} />
      <Form action={NEW_PERSON_PATH}>
        <FormGroup id="who" title={t.who} note={t.whoNote}>
          <TextField form={form} name="username" label={t.username} hint={t.usernameHint} hasFocus />
          <TextField form={form} name="email" label={t.email} type="email" isOptional />
        </FormGroup>
        <FormGroup id="access" title={t.access} note={t.accessNote}>
          <RoleField form={form} roles={roles} />
          <PasswordField form={form} />
        </FormGroup>
        <FormFoot>
          <Button look="primary">{t.add}</Button>
          <ButtonLink href={PEOPLE_PATH}>{t.cancel}</ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
  return new Page({ title: t.add, width: 'form', body });
}

/** Each role with a sentence that says what it may do. */
export function RoleField({ form, roles }: { readonly form: FormState; readonly roles: readonly Role[] }): VNode {
  const choices = roles.map((value) => ({ value, ...roleText(value) }));
  return (
    <div class="stacked-choices">
      <Radios form={form} name="role" label={texts('people').role} choices={choices} />
    </div>
  );
}

export function PasswordField({ form }: { readonly form: FormState }): VNode {
  const t = texts('people');
  return (
    <TextField
      form={form}
      name="password"
      label={t.password}
      type="password"
      autoComplete="new-password"
      hint={t.passwordHint}
      isOptional
    />
  );
}
