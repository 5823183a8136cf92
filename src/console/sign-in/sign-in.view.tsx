import type { VNode } from 'preact';
import { Banner } from '../components/banner';
import { Button } from '../components/button';
import { CodeField } from '../components/code-field';
import { withQuery } from '../components/filters';
import { Form } from '../components/form';
import { TextField } from '../components/fields';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { SIGN_IN_PATH } from '../kit/sign-in-path';
import { texts } from '../../i18n/texts';

const CODE_PATH = '/login/code';

interface CodeStep {
  /** Path of the page to open after the sign-in. */
  readonly next?: string;
  /** A recovery code is asked for instead of one of the app. */
  readonly isRecovery?: boolean;
}

export function codePath({ next, isRecovery }: CodeStep): string {
  return withQuery(CODE_PATH, { next, recovery: isRecovery ? '1' : undefined });
}

/** @param next path of the page to open after the sign-in */
export function signInPage(form: FormState, next: string | undefined): Page {
  return new Page({ title: texts('signIn').signIn, isBare: true, body: <SignIn form={form} next={next} /> });
}

function SignIn({ form, next }: { readonly form: FormState; readonly next?: string }): VNode {
  const t = texts('signIn');
  return (
    <>
      <h1>{t.signIn}</h1>
      <Refusal form={form} />
      <Form action={SIGN_IN_PATH}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <TextField form={form} name="username" label={t.username} autoComplete="username" hasFocus />
        <TextField form={form} name="password" label={t.password} type="password" autoComplete="current-password" />
        <Button look="primary" text={t.signIn} />
      </Form>
      <p class="bare-note">{t.forgotten}</p>
    </>
  );
}

interface CodeData extends CodeStep {
  readonly form: FormState;
  /** Whose password was right. */
  readonly username: string;
}

/** The second step: a code of the authenticator app, or a recovery code. */
export function codePage(data: CodeData): Page {
  const t = texts('signIn');
  const title = data.isRecovery ? t.enterRecoveryCode : t.enterCode;
  return new Page({ title, isBare: true, body: <CodeEntry {...data} /> });
}

function CodeEntry(data: CodeData): VNode {
  const t = texts('signIn');
  const { form, username, next, isRecovery } = data;
  const otherWay = codePath({ next, isRecovery: !isRecovery });
  return (
    <>
      <h1>{isRecovery ? t.enterRecoveryCode : t.enterCode}</h1>
      <p class="bare-lead">
        {isRecovery ? t.recoveryCodeOf : t.codeOf} <b>{username}</b>
      </p>
      <Refusal form={form} />
      <Form action={CODE_PATH}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        {isRecovery ? (
          <>
            <input type="hidden" name="recovery" value="1" />
            <TextField form={form} name="code" label={t.recoveryCode} hint={t.recoveryHint} isMono hasFocus />
          </>
        ) : (
          <CodeField form={form} name="code" label={t.code} hasFocus />
        )}
        <Button look="primary" text={t.continue} />
      </Form>
      <p class="bare-links">
        <a href={otherWay}>{isRecovery ? t.useApp : t.useRecoveryCode}</a>
        <a href={withQuery(SIGN_IN_PATH, { next })}>{t.startOver}</a>
      </p>
    </>
  );
}

function Refusal({ form }: { readonly form: FormState }): VNode | null {
  if (form.message === undefined || form.problems.length > 0) {
    return null;
  }
  return (
    <Banner tone="bad" title={form.message.replace(/[.。]$/, '')} isAlert>
      {form.retryAfter !== undefined && texts('signIn').wait({ seconds: form.retryAfter })}
    </Banner>
  );
}
