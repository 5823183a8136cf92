import type { ComponentChildren, VNode } from 'preact';
import type { Product } from '../../../core/catalog';
import { texts } from '../../../core/i18n';
import { type ConfirmedTrial, LINKS_PER_DAY } from '../../../core/verification/internal';
import { Button } from '../../../pages/components/button';
import { TextField } from '../../../pages/components/fields';
import { Key } from '../../../pages/components/text';
import { withQuery } from '../../../pages/components/filters';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { PostForm } from '../../../pages/components/post-form';

const PATH = '/portal/trial';

/** @param fingerprint of the device that the trial is for */
const formPath = ({ reference }: Product, fingerprint?: string): string =>
  withQuery(`${PATH}/${encodeURIComponent(reference)}`, { fingerprint });

export function addressPage(product: Product, form: FormState): Page {
  const t = texts('trialForm');
  const fingerprint = form.value('fingerprint');
  return page(
    t.title({ product: product.name }),
    <>
      <p class="portal-lead">{t.lead}</p>
      {form.message !== undefined && form.problems.length === 0 && <p class="portal-lead">{form.message}</p>}
      <PostForm class="form" action={formPath(product)} noValidate>
        {fingerprint !== '' && <input type="hidden" name="fingerprint" value={fingerprint} />}
        <TextField form={form} name="email" type="email" label={t.email} autoComplete="email" />
        <TextField form={form} name="name" label={t.name} isOptional autoComplete="name" />
        <Button look="primary" text={t.send} />
      </PostForm>
    </>,
  );
}

/** The answer to all addresses. */
export function sentPage(product: Product, email: string, fingerprint?: string): Page {
  const t = texts('trialForm');
  return page(
    t.sent,
    <>
      <p class="portal-lead">{t.sentText({ email: <b>{email}</b> })}</p>
      <p class="portal-lead">{t.sentHint({ count: LINKS_PER_DAY })}</p>
      <p class="portal-links">
        <a href={formPath(product, fingerprint)}>{t.useOther}</a>
      </p>
    </>,
  );
}

/** The page of a link, whose button begins the trial. */
export function confirmPage(token: string, { name }: Product): Page {
  const t = texts('trialForm');
  return page(
    t.confirm({ product: name }),
    <>
      <p class="portal-lead">{t.confirmText}</p>
      <PostForm class="form" action={PATH} noValidate>
        <input type="hidden" name="token" value={token} />
        <Button look="primary" text={t.begin} />
      </PostForm>
    </>,
  );
}

export function begunPage({ product, license, isActivated }: ConfirmedTrial): Page {
  const t = texts('trialForm');
  if (!license) {
    return page(t.verified, <p class="portal-lead">{t.verifiedText({ product: product.name })}</p>);
  }
  return page(
    t.begun({ product: product.name }),
    <>
      <p class="portal-lead">{t.begunText({ product: product.name })}</p>
      <p class="portal-lead">
        <Key value={license.key} />
      </p>
      {isActivated && <p class="portal-lead">{t.activated}</p>}
      {license.expiresAt && <p class="portal-lead">{t.ends({ at: license.expiresAt })}</p>}
    </>,
  );
}

export function failedPage(why: 'used' | 'invalid'): Page {
  const t = texts('trialForm');
  const [title, text, status] = why === 'used' ? [t.used, t.usedText, 403] : [t.invalid, t.invalidText, 410];
  return page(title, <p class="portal-lead">{text}</p>, status);
}

function page(title: string, children: ComponentChildren, status = 200): Page {
  return new Page({ title, body: <Titled title={title}>{children}</Titled>, isBare: true }, status);
}

function Titled({ title, children }: { readonly title: string; readonly children: ComponentChildren }): VNode {
  return (
    <>
      <h1>{title}</h1>
      {children}
    </>
  );
}
