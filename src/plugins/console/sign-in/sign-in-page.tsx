import type { VNode } from 'preact';
import { OPENID_PATH } from '../../../core/identity/internal';
import { texts } from '../../../core/i18n';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { QuietFold } from '../../../pages/components/fold';
import { Form } from '../../../pages/components/form';
import { TextField } from '../../../pages/components/fields';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { SIGN_IN_PATH } from '../../../pages/kit/sign-in-path';
import type { SignInWays } from './sign-in-ways.service';

export interface SignInData extends SignInWays {
  readonly form: FormState;
  /** Path of the page to open after the sign-in. */
  readonly next?: string;
}

export function signInPage(data: SignInData): Page {
  return new Page({ title: texts('signIn').signIn, isBare: true, body: <SignIn {...data} /> });
}

function SignIn(data: SignInData): VNode {
  const t = texts('signIn');
  const { form, next, provider, arePasswordsOff } = data;
  const isTyped = form.problems.length > 0 || form.value('username') !== '';
  return (
    <>
      <h1>{t.signIn}</h1>
      <Refusal form={form} />
      {provider !== undefined && (
        <div class="bare-way">
          <ButtonLink
            look={arePasswordsOff ? 'primary' : 'default'}
            icon="key-round"
            href={withQuery(OPENID_PATH, { next })}
            text={t.signInWith({ provider })}
          />
        </div>
      )}
      {arePasswordsOff ? (
        <QuietFold title={t.breakGlass} isOpen={provider === undefined || isTyped}>
          <Password {...data} />
        </QuietFold>
      ) : (
        <Password {...data} />
      )}
    </>
  );
}

function Password({ form, next, provider, arePasswordsOff }: SignInData): VNode {
  const t = texts('signIn');
  return (
    <>
      <Form action={SIGN_IN_PATH}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <TextField form={form} name="username" label={t.username} autoComplete="username" hasFocus={!arePasswordsOff} />
        <TextField form={form} name="password" label={t.password} type="password" autoComplete="current-password" />
        <Button look={arePasswordsOff ? 'default' : 'primary'} text={t.signIn} />
      </Form>
      <p class="bare-note">
        {t.forgotten} {provider !== undefined && t.noPasswordHere({ provider })}
      </p>
    </>
  );
}

/** Why a sign-in was refused as a whole. */
export function Refusal({ form }: { readonly form: FormState }): VNode | null {
  if (form.message === undefined || form.problems.length > 0) {
    return null;
  }
  return (
    <Banner tone="bad" title={form.message.replace(/[.。]$/, '')} isAlert>
      {form.retryAfter !== undefined && texts('signIn').wait({ seconds: form.retryAfter })}
    </Banner>
  );
}
