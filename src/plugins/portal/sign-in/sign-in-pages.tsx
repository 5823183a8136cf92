import type { VNode } from 'preact';
import { Banner } from '../../../pages/components/banner';
import { Button } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { Icon } from '../../../pages/components/icon';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { texts } from '../../../core/i18n';
import { PORTAL_PATH } from '../frame/portal.dialect';
import type { PortalLink } from './portal-link.entity';
import { type LinkState, SIGN_IN_MINUTES } from './portal-links.service';
import type { RequestedMail } from './portal-mail-job';
import { PostForm } from '../../../pages/components/post-form';

export const LICENSES_PATH = '/portal/licenses';
export const LOST_KEY_PATH = '/portal/lost-key';
const CONFIRM_PATH = '/portal/sign-in';

type Kind = RequestedMail['kind'];
/** Why a link does not work. */
type FailedLink = Exclude<LinkState, 'valid'> | 'unknown';
const PATHS: Readonly<Record<Kind, string>> = { sign_in: PORTAL_PATH, lost_key: LOST_KEY_PATH };

/** Asks for the address, after a link that does not work, too. */
export function addressPage(kind: Kind, form: FormState, failed?: FailedLink): Page {
  const t = texts('portalSignIn');
  const title = kind === 'sign_in' ? t.title : t.lostKey;
  const body = <AddressForm kind={kind} form={form} failed={failed} />;
  return new Page({ title, body, isBare: true }, failed === undefined ? 200 : 410);
}

interface AddressFormProps {
  readonly kind: Kind;
  readonly form: FormState;
  readonly failed: FailedLink | undefined;
}

function AddressForm({ kind, form, failed }: AddressFormProps): VNode {
  const t = texts('portalSignIn');
  const isSignIn = kind === 'sign_in';
  const wait = form.retryAfter;
  return (
    <>
      <h1>{isSignIn ? t.title : t.lostKey}</h1>
      {failed === undefined && <p class="portal-lead">{isSignIn ? t.lead : t.lostKeyLead}</p>}
      {failed !== undefined && (
        <Banner tone="warn" title={t[failed]} isAlert>
          {t.askAgain}
        </Banner>
      )}
      {wait !== undefined && (
        <Banner tone="bad" title={t.tooMany} isAlert>
          {t.wait({ seconds: wait })}
        </Banner>
      )}
      <PostForm class="form" action={PATHS[kind]} noValidate>
        <TextField form={form} name="email" type="email" label={t.email} hint={t.emailHint} autoComplete="email" />
        <Button look="primary" text={isSignIn ? t.send : t.sendKeys} />
      </PostForm>
      <p class="portal-links">
        {isSignIn ? <a href={LOST_KEY_PATH}>{t.lostKey}</a> : <a href={PORTAL_PATH}>{t.toSignIn}</a>}
      </p>
    </>
  );
}

/** The answer to all addresses. */
export function sentPage(kind: Kind, email: string): Page {
  const t = texts('portalSignIn');
  const body = (
    <>
      <span class="portal-mail-mark">
        <Icon name="mail" size={22} />
      </span>
      <h1>{t.sent}</h1>
      <p class="portal-lead">
        {kind === 'sign_in'
          ? t.sentText({ email: <b>{email}</b>, minutes: SIGN_IN_MINUTES })
          : t.sentKeys({ email: <b>{email}</b> })}
      </p>
      <ul class="portal-hints">
        <li>{t.inSpam}</li>
        <li>{t.otherAddress}</li>
      </ul>
      <PostForm class="form" action={PATHS[kind]}>
        <input type="hidden" name="email" value={email} />
        <Button text={t.sendAgain} />
      </PostForm>
      <p class="portal-links">
        <a href={PATHS[kind]}>{t.useOther}</a>
      </p>
    </>
  );
  return new Page({ title: t.sent, body, isBare: true });
}

/** The page of a link, whose button signs in. A script presses it for who comes from the vendor's site. */
export function confirmPage(token: string, { email, opens }: PortalLink): Page {
  const t = texts('portalSignIn');
  const body = (
    <>
      <h1>{t.confirm}</h1>
      <p class="portal-lead">{t.confirmText({ email: <b>{email}</b> })}</p>
      <PostForm class="form" action={CONFIRM_PATH} data-send-now={opens ? '' : undefined}>
        <input type="hidden" name="token" value={token} />
        <Button look="primary" text={t.signIn} />
      </PostForm>
    </>
  );
  return new Page({ title: t.confirm, body, isBare: true });
}
