import type { VNode } from 'preact';
import type { LoggedIn, User } from '../../../core/identity';
import type { ListedRole, UserSession } from '../../../core/identity/internal';
import { SessionPager, SessionTable } from '../account/session-table';
import { ACCOUNT_PATH } from '../../../pages/kit/sign-in-path';
import { Badge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { ErrorSummary, Form } from '../../../pages/components/form';
import { Radios, Select, TextField } from '../../../pages/components/fields';
import type { Pages } from '../../../pages/components/list-pages';
import { Menu, MenuRule, Section } from '../../../pages/components/page-parts';
import { DescriptionList, MaybeTime, Time } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import type { Page } from '../../../pages/kit/page';
import { texts, viewer, zoneNote } from '../../../core/i18n';
import { roleText } from '../frame/role-texts';
import { areRadios, roleChoices, PEOPLE_PATH, personPath, personVerbPath } from './person-parts';

export interface PersonData {
  readonly caller: LoggedIn;
  readonly user: User;
  /** When the link of the invitation ends, or ended; null if it was accepted, or there was none. */
  readonly invitedUntil: Date | null;
  readonly sessions: readonly UserSession[];
  /** Pages of the sessions. */
  readonly pages: Pages;
  /** The form for role and address. */
  readonly form: FormState;
  /** The roles that the viewer may give. */
  readonly roles: readonly ListedRole[];
  /** The person's own. */
  readonly role: ListedRole;
  /** Whether the viewer may change people. */
  readonly canWrite: boolean;
  /** Whether the viewer may change this person, if the viewer may change people. */
  readonly isManageable: boolean;
}

export function personPage(data: PersonData): Page {
  const t = texts('people');
  const { user } = data;
  const isActive = user.deactivatedAt === null;
  return detailPage({
    title: user.username,
    crumbs: [{ title: t.people, href: PEOPLE_PATH }],
    lead: user.email ?? undefined,
    actions: <Actions {...data} />,
    above: <Notes {...data} />,
    main: (
      <>
        <DescriptionList items={detailsOf(data)} />
        {isActive && mayChange(data) && <Change {...data} />}
        {isActive && <Sessions {...data} />}
      </>
    ),
    width: 'form',
  });
}

export function SecondFactorBadge({ secondFactorSince }: Pick<User, 'secondFactorSince'>): VNode {
  const t = texts('people');
  const isOn = secondFactorSince !== null;
  return (
    <Badge tone={isOn ? 'ok' : 'outlined'} icon={isOn ? 'shield-check' : 'circle-dashed'} text={isOn ? t.on : t.off} />
  );
}

export function LastSignIn({ at }: { readonly at: Date | null }): VNode {
  return <MaybeTime at={at} as="age" none={texts('people').never} />;
}

function detailsOf({ user, role, invitedUntil }: PersonData) {
  const { lastLoginAt, createdAt, secondFactorSince, hasPassword } = user;
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
    ...(hasPassword || invitedUntil ? [] : [{ term: t.password, value: t.byProvider }]),
    { term: t.secondFactor, value: <SecondFactorBadge secondFactorSince={secondFactorSince} /> },
    { term: t.lastSignIn, value: <LastSignIn at={lastLoginAt} /> },
    { term: t.created, value: <Time at={createdAt} as="date" /> },
  ];
}

/** The state of an invitation, or why some actions are missing. */
function Notes({ caller, user, invitedUntil, canWrite, isManageable }: PersonData): VNode | null {
  const t = texts('people');
  if (user.deactivatedAt !== null) {
    return (
      <Banner tone="neutral" icon="user-x" title={t.deactivatedTitle}>
        {t.deactivatedSince} <Time at={user.deactivatedAt} />
      </Banner>
    );
  }
  if (!user.hasPassword && invitedUntil) {
    const isOver = invitedUntil <= viewer().now;
    return (
      <Banner tone={isOver ? 'warn' : 'neutral'} icon="mail" title={isOver ? t.invitationOver : t.invitationOpen}>
        {isOver ? t.invitationOverText : t.invitationUntil} {!isOver && <Time at={invitedUntil} />}
      </Banner>
    );
  }
  if (caller.user.id === user.id) {
    return (
      <Banner tone="neutral" title={t.ownAccount} action={<ButtonLink href={ACCOUNT_PATH} text={t.openAccount} />} />
    );
  }
  const reason = user.role === 'owner' ? t.managedByOwners : t.exceedsViewer;
  return canWrite && !isManageable ? <Banner tone="neutral" title={reason} /> : null;
}

function Actions(data: PersonData): VNode | null {
  const t = texts('people');
  const { caller, user } = data;
  if (!mayChange(data) || caller.user.id === user.id) {
    return null;
  }
  if (user.deactivatedAt !== null) {
    return (
      <ButtonLink look="primary" icon="user-check" href={personVerbPath(user.uid, 'activate')} text={t.activate} />
    );
  }
  return (
    <Menu label={t.more} isIcon>
      <a href={personVerbPath(user.uid, 'password')}>{t.resetPassword}</a>
      {user.secondFactorSince !== null && caller.user.role === 'owner' && (
        <a href={personVerbPath(user.uid, 'second-factor')}>{t.resetSecondFactor}</a>
      )}
      <MenuRule />
      <ButtonLink look="danger" href={personVerbPath(user.uid, 'deactivate')} text={t.deactivate} />
    </Menu>
  );
}

function mayChange({ canWrite, isManageable }: PersonData): boolean {
  return canWrite && isManageable;
}

function Change({ user, form, roles }: PersonData): VNode {
  const t = texts('people');
  const choices = roleChoices(roles);
  const RoleField = areRadios(choices) ? Radios : Select;
  return (
    <Section id="role" title={t.roleSection} note={t.roleNote}>
      <ErrorSummary form={form} title={t.notSaved} />
      <Form action={personPath(user.uid)}>
        <RoleField form={form} name="role" label={t.role} choices={choices} isStacked />
        <TextField form={form} name="email" label={t.email} type="email" isOptional />
        <Button text={t.save} />
      </Form>
    </Section>
  );
}

function Sessions(data: PersonData): VNode {
  const t = texts('people');
  const { user, caller, sessions, pages } = data;
  if (sessions.length === 0) {
    return (
      <Section id="sessions" title={t.sessions}>
        <p class="unset">{t.noSessions}</p>
      </Section>
    );
  }
  const endPath = mayChange(data) ? (id: string) => personVerbPath(user.uid, `sessions/${id}/end`) : undefined;
  return (
    <Section id="sessions" title={t.sessions} note={`${t.sessionsNote} ${zoneNote()}`}>
      <SessionTable sessions={sessions} ownId={caller.session.id} endPath={endPath} />
      <SessionPager sessions={sessions} path={personPath(user.uid)} pages={pages} />
      {endPath && (
        <div class="section-actions">
          <PostButton action={personVerbPath(user.uid, 'sessions/end')} text={t.endAll} />
        </div>
      )}
    </Section>
  );
}
