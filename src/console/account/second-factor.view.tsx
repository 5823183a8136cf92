import type { NewSecondFactor } from '../../identity/second-factors/second-factors.service';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { CodeField } from '../components/code-field';
import { DownloadText } from '../components/download-text';
import { ErrorSummary, Form } from '../components/form';
import { Steps } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import { QrCode } from '../components/qr-code';
import { CopyButton } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { ACCOUNT_PATH, CONFIRM_PATH } from './account-paths';

export const crumbs = () => [{ title: texts('account').account, href: ACCOUNT_PATH }];

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
            <Button look="primary" text={t.turnOn} />
            <ButtonLink href={ACCOUNT_PATH} text={t.cancel} />
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
        <ButtonLink look="primary" href={ACCOUNT_PATH} text={t.done} />
      </div>
    </>
  );
  return new Page({ title: t.codesTitle, width: 'form', body });
}
