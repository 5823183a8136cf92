import type { VNode } from 'preact';
import type { LoggedIn } from '../../identity/permissions/caller';
import type { SecondFactorStatus } from '../../identity/second-factors/own-second-factor.service';
import type { UserSession } from '../../identity/users/user-session.entity';
import { Banner } from '../components/banner';
import { Button, ButtonLink, PostButton } from '../components/button';
import { detailPage } from '../components/detail-page';
import { withQuery } from '../components/filters';
import { ErrorSummary, Form } from '../components/form';
import { Radios, TextField } from '../components/fields';
import { LanguageSwitch } from '../frame/language-switch';
import { Section } from '../components/page-parts';
import { Pager } from '../components/table';
import { DescriptionList, Time } from '../components/text';
import { FormState } from '../kit/form-state';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { type Theme, THEMES } from '../kit/theme';
import { zoneNote } from '../kit/zone-note';
import { roleText } from '../kit/role-texts';
import {
  ACCOUNT_PATH,
  END_OTHERS_PATH,
  endSessionPath,
  PASSWORD_PATH,
  RECOVERY_CODES_PATH,
  REMOVE_PATH,
  SECOND_FACTOR_PATH,
} from './account-paths';
import { SessionTable } from './session-table';

/** So many recovery codes or fewer are few. */
const FEW_CODES = 3;

export interface AccountData {
  readonly caller: LoggedIn;
  readonly theme: Theme;
  readonly factor: SecondFactorStatus;
  readonly sessions: readonly UserSession[];
  /** Cursor of the next page of sessions. */
  readonly next: string | null;
  /** The form for the password. */
  readonly password: FormState;
}

export function accountPage(data: AccountData): Page {
  const t = texts('account');
  const { user } = data.caller;
  return detailPage({
    title: t.account,
    lead: user.username,
    actions: <PostButton action="/logout" icon="log-out" text={t.signOut} />,
    main: (
      <>
        <DescriptionList
          items={[
            { term: t.username, value: user.username },
            { term: t.email, value: user.email },
            { term: t.role, value: roleText(user.role).title },
          ]}
        />
        <SecondFactor {...data.factor} />
        <Password form={data.password} username={user.username} />
        <Sessions {...data} />
        <Appearance theme={data.theme} />
      </>
    ),
    width: 'form',
  });
}

function SecondFactor({ since, recoveryCodesLeft }: SecondFactorStatus): VNode {
  const t = texts('account');
  return (
    <Section id="second-factor" title={t.secondFactor}>
      {since === null ? (
        <Banner
          tone="neutral"
          icon="smartphone"
          id="factor"
          title={t.secondFactorOff}
          action={<ButtonLink href={SECOND_FACTOR_PATH} text={t.setUp} />}
        >
          {t.secondFactorWhy}
        </Banner>
      ) : (
        <>
          {recoveryCodesLeft <= FEW_CODES && (
            <Banner tone="warn" id="factor" title={t.fewCodes}>
              {t.fewCodesWhy}
            </Banner>
          )}
          <DescriptionList
            items={[
              { term: t.secondFactorOn, value: <Time at={since} /> },
              { term: t.recoveryCodesLeft, value: t.codesLeft({ left: recoveryCodesLeft }) },
            ]}
          />
          <div class="actions section-actions">
            <ButtonLink href={RECOVERY_CODES_PATH} text={t.newCodes} />
            <ButtonLink look="danger" href={REMOVE_PATH} text={t.turnOff} />
          </div>
        </>
      )}
    </Section>
  );
}

function Password({ form, username }: { readonly form: FormState; readonly username: string }): VNode {
  const t = texts('account');
  return (
    <Section id="password" title={t.password} note={t.passwordNote}>
      <ErrorSummary form={form} title={t.passwordRefused} />
      <Form action={PASSWORD_PATH}>
        <input type="hidden" name="username" value={username} autoComplete="username" />
        <TextField
          form={form}
          name="current_password"
          label={t.currentPassword}
          type="password"
          autoComplete="current-password"
        />
        <TextField
          form={form}
          name="new_password"
          label={t.newPassword}
          type="password"
          autoComplete="new-password"
          hint={t.passwordHint}
        />
        <Button text={t.changePassword} />
      </Form>
    </Section>
  );
}

function Sessions({ sessions, next, caller }: AccountData): VNode {
  const t = texts('account');
  return (
    <Section id="sessions" title={t.sessions} note={zoneNote()}>
      <SessionTable sessions={sessions} ownId={caller.session.id} endPath={endSessionPath} />
      {next !== null && (
        <Pager text={t.sessionsCount({ count: sessions.length })} nextHref={withQuery(ACCOUNT_PATH, { after: next })} />
      )}
      {sessions.length > 1 && (
        <div class="section-actions">
          <PostButton action={END_OTHERS_PATH} text={t.endOthers} />
        </div>
      )}
    </Section>
  );
}

function Appearance({ theme }: { readonly theme: Theme }): VNode {
  const t = texts('account');
  return (
    <Section id="theme" title={t.appearance} note={t.appearanceNote}>
      <div class="account-language">
        <span>{t.language}</span>
        <LanguageSwitch next={ACCOUNT_PATH} label={t.languageHere} />
      </div>
      <Form action="/account/theme">
        <Radios
          form={FormState.of({ theme })}
          name="theme"
          label={t.theme}
          choices={THEMES.map((value) => ({ value, title: t.themes[value] }))}
        />
        <Button text={t.saveTheme} />
      </Form>
    </Section>
  );
}
