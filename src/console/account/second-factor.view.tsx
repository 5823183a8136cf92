import type { VNode } from 'preact';
import type { NewSecondFactor } from '../../identity/second-factors/second-factors.service';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { CodeField } from '../components/code-field';
import { confirmation } from '../components/confirmation';
import { DownloadText } from '../components/download-text';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { TextField } from '../components/fields';
import { Steps } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { QrCode } from '../components/qr-code';
import { CopyButton } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { ACCOUNT_PATH, CONFIRM_PATH, RECOVERY_CODES_PATH, REMOVE_PATH, SECOND_FACTOR_PATH } from './account-paths';

const crumbs = () => [{ title: texts('account').account, href: ACCOUNT_PATH }];

/** First step: the password. */
export function beginPage(form: FormState): Page {
  const t = texts('account');
  const body = (
    <>
      <PageHeader title={t.setUpTitle} crumbs={crumbs()} lead={t.setUpLead} />
      <Steps steps={t.steps} current={0} />
      <ErrorSummary form={form} title={t.setUpRefused} />
      <Form action={SECOND_FACTOR_PATH}>
        <CurrentPassword form={form} hint={t.passwordFirst} />
        <FormFoot>
          <Button look="primary">{t.continue}</Button>
          <ButtonLink href={ACCOUNT_PATH}>{t.cancel}</ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
  return new Page({ title: t.setUpTitle, width: 'form', body });
}

/** Second step: the secret moves into the app, and a first code proves it. */
export function confirmPage({ secret, uri }: NewSecondFactor, form: FormState): Page {
  const t = texts('account');
  const body = (
    <>
      <PageHeader title={t.setUpTitle} crumbs={crumbs()} />
      <Steps steps={t.steps} current={1} />
      <ErrorSummary form={form} title={t.setUpRefused} />
      <Section id="scan" title={t.scanTitle}>
        <p class="scan-text">{t.scanText}</p>
        <QrCode text={uri} label={t.qrLabel} />
        <p class="scan-text">{t.noCamera}:</p>
        <p class="totp-secret">
          <code class="key-whole">{secret.replace(/.{4}(?=.)/g, '$& ')}</code>
          <CopyButton value={secret} what={t.secret} />
        </p>
      </Section>
      <Section id="confirm" title={t.codeTitle}>
        <Form action={CONFIRM_PATH}>
          <input type="hidden" name="secret" value={secret} />
          <CodeField form={form} name="code" label={t.code} hint={t.codeHint} />
          <div class="actions">
            <Button look="primary">{t.turnOn}</Button>
            <ButtonLink href={ACCOUNT_PATH}>{t.cancel}</ButtonLink>
          </div>
        </Form>
      </Section>
    </>
  );
  return new Page({ title: t.setUpTitle, width: 'form', body });
}

interface RecoveryCodesData {
  readonly codes: readonly string[];
  readonly username: string;
  readonly host: string;
  /** They replace others. */
  readonly areRenewed?: boolean;
}

/** The only time that recovery codes are shown. */
export function recoveryCodesPage({ codes, username, host, areRenewed }: RecoveryCodesData): Page {
  const t = texts('account');
  const file = [t.fileTitle({ host, username }), t.fileNote, '', ...codes, ''].join('\r\n');
  const body = (
    <>
      <PageHeader title={t.codesTitle} crumbs={crumbs()} />
      {!areRenewed && <Steps steps={t.steps} current={2} />}
      <Banner tone="ok" id="codes" title={areRenewed ? t.codesRenewed : t.codesOn}>
        {t.codesText}
      </Banner>
      <div class="code recovery-codes">
        <ol aria-label={t.codesLabel}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <CopyButton value={codes.join('\n')} what={t.copyWhat} />
      </div>
      <div class="actions section-actions">
        <DownloadText fileName="keyward-recovery-codes.txt" text={file}>
          {t.download}
        </DownloadText>
        <ButtonLink look="primary" href={ACCOUNT_PATH}>
          {t.done}
        </ButtonLink>
      </div>
    </>
  );
  return new Page({ title: t.codesTitle, width: 'form', body });
}

export function renewPage(form: FormState): Page {
  const t = texts('account');
  const body = (
    <>
      <PageHeader title={t.renewTitle} crumbs={crumbs()} lead={t.renewLead} />
      <ErrorSummary form={form} title={t.notRenewed} />
      <Form action={RECOVERY_CODES_PATH}>
        <Proof form={form} />
        <FormFoot>
          <Button look="primary">{t.renew}</Button>
          <ButtonLink href={ACCOUNT_PATH}>{t.cancel}</ButtonLink>
        </FormFoot>
      </Form>
    </>
  );
  return new Page({ title: t.renewTitle, width: 'form', body });
}

export function removePage(form: FormState): Page {
  const t = texts('account');
  return confirmation({
    title: t.removeTitle,
    crumbs: crumbs(),
    form,
    undo: { isPossible: true, text: t.removeUndo },
    about: [],
    consequences: [
      { icon: 'lock-open', tone: 'bad', text: t.removeEffect },
      { icon: 'smartphone', text: t.removeCodes },
    ],
    action: REMOVE_PATH,
    verb: t.removeVerb,
    keep: { title: t.removeKeep, href: ACCOUNT_PATH },
    children: <Proof form={form} />,
  });
}

/** Password and code. */
function Proof({ form }: { readonly form: FormState }): VNode {
  return (
    <>
      <CurrentPassword form={form} />
      <TextField form={form} name="code" label={texts('account').codeOrRecovery} autoComplete="one-time-code" isMono />
    </>
  );
}

function CurrentPassword({ form, hint }: { readonly form: FormState; readonly hint?: string }): VNode {
  return (
    <TextField
      form={form}
      name="current_password"
      label={texts('account').currentPassword}
      type="password"
      autoComplete="current-password"
      hint={hint}
    />
  );
}
