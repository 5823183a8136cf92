import type { VNode } from 'preact';
import type { LoggedIn } from '../../identity/permissions/caller';
import type { UserSession } from '../../identity/users/user-session.entity';
import type { Role } from '../../identity/permissions/permission';
import type { User } from '../../identity/users/user.entity';
import { SessionTable } from '../account/session-table';
import { ACCOUNT_PATH } from '../account/account-paths';
import { Banner } from '../components/banner';
import { Button, ButtonLink, PostButton } from '../components/button';
import { withQuery } from '../components/filters';
import { ErrorSummary, Form } from '../components/form';
import { TextField } from '../components/fields';
import { Menu, MenuRule, PageHeader, Section } from '../components/page-parts';
import { Pager } from '../components/table';
import { DescriptionList, Time } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { zoneNote } from '../kit/zone-note';
import {
  activatePath,
  deactivatePath,
  endSessionPath,
  endSessionsPath,
  passwordPath,
  PEOPLE_PATH,
  personPath,
  secondFactorPath,
} from './people-paths';
import { LastSignIn, SecondFactorBadge } from './people-list.view';
import { RoleField } from './person-form.view';
import { roleText } from '../kit/role-texts';

export interface PersonData {
  readonly caller: LoggedIn;
  readonly user: User;
  readonly sessions: readonly UserSession[];
  /** Cursor of the next page of sessions. */
  readonly next: string | null;
  /** The form for role and address. */
  readonly form: FormState;
  /** The roles that the viewer may give. */
  readonly roles: readonly Role[];
  /** Whether the viewer may change people. */
  readonly canWrite: boolean;
  /** Whether the viewer may change this person, if the viewer may change people. */
  readonly isManageable: boolean;
}

export function personPage(data: PersonData): Page {
  return new Page({ title: data.user.username, width: 'form', body: <Person {...data} /> });
}

function Person(data: PersonData): VNode {
  const t = texts('people');
  const { user } = data;
  return (
    <>
      <PageHeader
        title={user.username}
        crumbs={[{ title: t.people, href: PEOPLE_PATH }]}
        lead={user.email ?? undefined}
        actions={<Actions {...data} />}
      />
      <Notes {...data} />
      <DescriptionList items={detailsOf(user)} />
      {user.deactivatedAt === null && (
        <>
          {mayChange(data) && <Change {...data} />}
          <Sessions {...data} />
        </>
      )}
    </>
  );
}

function detailsOf({ role, lastLoginAt, createdAt, secondFactorSince }: User) {
  const t = texts('people');
  const { title, note } = roleText(role);
  return [
    {
      term: t.role,
      value: (
        <>
          {title}
          <span class="row-note">{note}</span>
        </>
      ),
    },
    { term: t.secondFactor, value: <SecondFactorBadge secondFactorSince={secondFactorSince} /> },
    { term: t.lastSignIn, value: <LastSignIn at={lastLoginAt} /> },
    { term: t.created, value: <Time at={createdAt} as="date" /> },
  ];
}

/** Why some actions are missing. */
function Notes({ caller, user, canWrite, isManageable }: PersonData): VNode | null {
  const t = texts('people');
  if (user.deactivatedAt !== null) {
    return (
      <Banner tone="neutral" icon="user-x" title={t.deactivatedTitle}>
        {t.deactivatedSince} <Time at={user.deactivatedAt} />
      </Banner>
    );
  }
  if (caller.user.id === user.id) {
    return (
      <Banner
        tone="neutral"
        title={t.ownAccount}
        action={<ButtonLink href={ACCOUNT_PATH}>{t.openAccount}</ButtonLink>}
      />
    );
  }
  return canWrite && !isManageable ? <Banner tone="neutral" title={t.managedByOwners} /> : null;
}

function Actions(data: PersonData): VNode | null {
  const t = texts('people');
  const { caller, user } = data;
  if (!mayChange(data) || caller.user.id === user.id) {
    return null;
  }
  if (user.deactivatedAt !== null) {
    return (
      <ButtonLink look="primary" icon="user-check" href={activatePath(user.uid)}>
        {t.activate}
      </ButtonLink>
    );
  }
  return (
    <Menu label={t.more} isIcon>
      <a href={passwordPath(user.uid)}>{t.resetPassword}</a>
      {user.secondFactorSince !== null && caller.user.role === 'owner' && (
        <a href={secondFactorPath(user.uid)}>{t.resetSecondFactor}</a>
      )}
      <MenuRule />
      <ButtonLink look="danger" href={deactivatePath(user.uid)}>
        {t.deactivate}
      </ButtonLink>
    </Menu>
  );
}

function mayChange({ canWrite, isManageable }: PersonData): boolean {
  return canWrite && isManageable;
}

function Change({ user, form, roles }: PersonData): VNode {
  const t = texts('people');
  return (
    <Section id="role" title={t.roleSection} note={t.roleNote}>
      <ErrorSummary form={form} title={t.notSaved} />
      <Form action={personPath(user.uid)}>
        <RoleField form={form} roles={roles} />
        <TextField form={form} name="email" label={t.email} type="email" isOptional />
        <Button>{t.save}</Button>
      </Form>
    </Section>
  );
}

function Sessions(data: PersonData): VNode {
  const t = texts('people');
  const { user, caller, sessions, next } = data;
  if (sessions.length === 0) {
    return (
      <Section id="sessions" title={t.sessions}>
        <p class="unset">{t.noSessions}</p>
      </Section>
    );
  }
  const endPath = mayChange(data) ? (id: string) => endSessionPath(user.uid, id) : undefined;
  return (
    <Section id="sessions" title={t.sessions} note={`${t.sessionsNote} ${zoneNote()}`}>
      <SessionTable sessions={sessions} ownId={caller.session.id} endPath={endPath} />
      {next !== null && <Pager text="" nextHref={withQuery(personPath(user.uid), { after: next })} />}
      {endPath && (
        <div class="section-actions">
          <PostButton action={endSessionsPath(user.uid)}>{t.endAll}</PostButton>
        </div>
      )}
    </Section>
  );
}
