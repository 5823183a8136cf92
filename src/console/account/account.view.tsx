import type { VNode } from 'preact';
import type { LoggedIn } from '../../identity/permissions/caller';
import type { UserSession } from '../../identity/sessions/user-session.entity';
import { Badge } from '../components/badge';
import { Button, PostButton } from '../components/button';
import { ErrorSummary, Form } from '../components/form';
import { Radios, TextField } from '../components/fields';
import { PageHeader, Section } from '../components/page-parts';
import { type Column, Cut, Pager, Table } from '../components/table';
import { DescriptionList, Time } from '../components/text';
import { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { type Theme } from '../kit/theme';

export interface AccountData {
  readonly caller: LoggedIn;
  readonly theme: Theme;
  readonly sessions: readonly UserSession[];
  /** Cursor of the next page of sessions. */
  readonly next: string | null;
  /** The form for the password. */
  readonly password: FormState;
}

export function accountPage(data: AccountData): Page {
  return new Page({ title: 'Account', width: 'form', body: <Account {...data} /> });
}

const THEME_CHOICES = [
  { value: 'system', title: 'As the system' },
  { value: 'light', title: 'Light' },
  { value: 'dark', title: 'Dark' },
];

function Account({ caller: { user, session }, theme, sessions, next, password }: AccountData): VNode {
  return (
    <>
      <PageHeader
        title="Account"
        lead={user.username}
        actions={
          <PostButton action="/logout" icon="log-out">
            Sign out
          </PostButton>
        }
      />
      <DescriptionList
        items={[
          { term: 'User name', value: user.username },
          { term: 'E-mail', value: user.email },
          { term: 'Role', value: user.role },
        ]}
      />
      <Section id="theme" title="Theme">
        <Form action="/account/theme">
          <Radios form={FormState.of({ theme })} name="theme" label="Colours" choices={THEME_CHOICES} />
          <Button>Save theme</Button>
        </Form>
      </Section>
      <Section id="sessions" title="Sessions" note="Times are UTC.">
        <Table label="Sessions" rows={sessions} keyOf={({ id }) => id} columns={sessionColumns(session)} />
        <Pager
          text={`${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}, newest first`}
          nextHref={next === null ? undefined : `/account?${new URLSearchParams({ after: next }).toString()}`}
        />
      </Section>
      <Section id="password" title="Password" note="A new password ends all of your sessions.">
        <ErrorSummary form={password} title="The password was not changed" />
        <Form action="/account/password">
          <TextField
            form={password}
            name="current_password"
            label="Current password"
            type="password"
            autoComplete="current-password"
          />
          <TextField
            form={password}
            name="new_password"
            label="New password"
            type="password"
            autoComplete="new-password"
            hint="8 to 200 characters."
          />
          <Button>Change password</Button>
        </Form>
      </Section>
    </>
  );
}

function sessionColumns(own: Pick<UserSession, 'id'>): Column<UserSession>[] {
  return [
    {
      head: 'Browser or program',
      width: 40,
      onCard: 'title',
      cell: ({ userAgent }) => <Cut text={userAgent ?? 'unknown'} />,
    },
    { head: 'Address', onCard: 'left', cell: ({ ip }) => ip ?? 'unknown' },
    { head: 'Since', onCard: 'wide', cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      head: 'End',
      isRight: true,
      onCard: 'status',
      cell: ({ id }) =>
        id === own.id ? (
          <Badge tone="ok" icon="circle-check">
            This one
          </Badge>
        ) : (
          <PostButton isSmall action={`/account/sessions/${id}/end`}>
            End session
          </PostButton>
        ),
    },
  ];
}
