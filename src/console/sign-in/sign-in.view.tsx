import type { VNode } from 'preact';
import { Banner } from '../components/banner';
import { Button } from '../components/button';
import { Form } from '../components/form';
import { TextField } from '../components/fields';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { SIGN_IN_PATH } from '../kit/sign-in-path';

/** @param next path of the page to open after the sign-in */
export function signInPage(form: FormState, next: string | undefined): Page {
  return new Page({ title: 'Sign in', isBare: true, body: <SignIn form={form} next={next} /> });
}

function SignIn({ form, next }: { readonly form: FormState; readonly next?: string }): VNode {
  return (
    <>
      <h1>Sign in</h1>
      <Refusal form={form} />
      <Form action={SIGN_IN_PATH}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <TextField form={form} name="username" label="User name" autoComplete="username" hasFocus />
        <TextField form={form} name="password" label="Password" type="password" autoComplete="current-password" />
        <Button look="primary">Sign in</Button>
      </Form>
      <p class="bare-note">Forgotten? An owner can set a new password.</p>
    </>
  );
}

function Refusal({ form }: { readonly form: FormState }): VNode | null {
  if (form.message === undefined || form.problems.length > 0) {
    return null;
  }
  return (
    <Banner tone="bad" title={form.message.replace(/[.]$/, '')} isAlert>
      {form.retryAfter !== undefined && `Try again in ${form.retryAfter} seconds.`}
    </Banner>
  );
}
