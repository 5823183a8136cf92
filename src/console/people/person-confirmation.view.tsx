import type { User } from '../../identity/users/user.entity';
import { Button, ButtonLink } from '../components/button';
import { confirmation } from '../components/confirmation';
import { Form, FormFoot } from '../components/form';
import { type Consequence, Consequences } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { DescriptionList, type Detail } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { activatePath, deactivatePath, passwordPath, PEOPLE_PATH, personPath, secondFactorPath } from './people-paths';
import { PasswordField } from './person-form.view';
import { roleText } from '../kit/role-texts';

/** A person, and how many sessions would end. */
export interface PersonToChange {
  readonly user: User;
  readonly sessions: number;
}

export function resetPasswordPage({ user, sessions }: PersonToChange, form: FormState): Page {
  const t = texts('people');
  const title = t.resetPasswordTitle({ name: user.username });
  const factor: Consequence[] = user.secondFactorSince === null ? [] : [{ icon: 'smartphone', text: t.factorStays }];
  return confirmation({
    title,
    crumbs: crumbsOf(user),
    form,
    undo: { isPossible: false, text: t.resetUndo },
    about: aboutOf(user),
    consequences: [
      { icon: 'key-round', tone: 'bad', text: t.oldPasswordEnds },
      { icon: 'log-out', text: t.endsSessions({ count: sessions }) },
      ...factor,
    ],
    action: passwordPath(user.uid),
    verb: t.resetPasswordVerb,
    keep: { title: t.keepPassword, href: personPath(user.uid) },
    children: <PasswordField form={form} />,
  });
}

export function resetSecondFactorPage(user: User): Page {
  const t = texts('people');
  const title = t.resetFactorTitle({ name: user.username });
  return confirmation({
    title,
    crumbs: crumbsOf(user),
    undo: { isPossible: true, text: t.resetFactorUndo },
    about: aboutOf(user),
    consequences: [
      { icon: 'lock-open', tone: 'bad', text: t.resetFactorEffect },
      { icon: 'phone', text: t.resetFactorCheck },
    ],
    action: secondFactorPath(user.uid),
    verb: t.resetFactorVerb,
    keep: { title: t.keepFactor, href: personPath(user.uid) },
  });
}

export function deactivatePage({ user, sessions }: PersonToChange, form: FormState): Page {
  const t = texts('people');
  const title = t.deactivateTitle({ name: user.username });
  return confirmation({
    title,
    crumbs: crumbsOf(user),
    form,
    undo: { isPossible: true, text: t.deactivateUndo },
    about: aboutOf(user),
    consequences: [
      { icon: 'user-x', tone: 'bad', text: t.deactivateEffect },
      { icon: 'log-out', text: t.endsSessions({ count: sessions }) },
      { icon: 'file-text', text: t.deactivateKept },
    ],
    action: deactivatePath(user.uid),
    verb: t.deactivateVerb,
    keep: { title: t.keepPerson, href: personPath(user.uid) },
  });
}

export function activatePage(user: User): Page {
  const t = texts('people');
  const title = t.activateTitle({ name: user.username });
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(user)} />
      <DescriptionList items={aboutOf(user)} />
      <Section id="consequences" title={t.details}>
        <Consequences
          items={[
            { icon: 'log-in', text: t.activateEffect },
            { icon: 'user-cog', text: t.activateRole({ role: roleText(user.role).title }) },
          ]}
        />
      </Section>
      <div class="section">
        <Form action={activatePath(user.uid)}>
          <FormFoot>
            <Button look="primary">{t.activateVerb}</Button>
            <ButtonLink href={personPath(user.uid)}>{t.keepDeactivated}</ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
  return new Page({ title, width: 'confirmation', body });
}

function crumbsOf({ uid, username }: User) {
  return [
    { title: texts('people').people, href: PEOPLE_PATH },
    { title: username, href: personPath(uid) },
  ];
}

function aboutOf({ username, email, role }: User): Detail[] {
  const t = texts('people');
  return [
    { term: t.username, value: username },
    { term: t.email, value: email },
    { term: t.role, value: roleText(role).title },
  ];
}
