import { Get, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { BeginSecondFactorDto, ProveSecondFactorDto } from '../../identity/second-factors/dto/second-factor.dto';
import { OwnSecondFactorService } from '../../identity/second-factors/own-second-factor.service';
import type { User } from '../../identity/users/user.entity';
import { ConfirmForm } from '../components/confirmation';
import { ErrorSummary, Form } from '../components/form';
import { EditForm } from '../components/form-page';
import { Steps } from '../components/lists';
import { ConsoleController } from '../frame/console-controller.decorator';
import { texts } from '../../i18n/texts';
import { FormState } from '../kit/form-state';
import type { FormField } from '../kit/form-table';
import { Page, type PageForm, SeeOther } from '../kit/page';
import { FormBody } from '../kit/parameters';
import { submitForm } from '../kit/submit-form';
import { TotpCodeDto, totpProblem } from '../sign-in/one-time-code.dto';
import { ACCOUNT_PATH, RECOVERY_CODES_PATH, REMOVE_PATH, SECOND_FACTOR_PATH, CONFIRM_PATH } from './account-paths';
import type { NewSecondFactor } from '../../identity/second-factors/second-factors.service';
import { Banner } from '../components/banner';
import { Button, ButtonLink } from '../components/button';
import { CodeField } from '../components/code-field';
import { DownloadText } from '../components/download-text';
import { PageHeader, Section } from '../components/page-parts';
import { QrCode } from '../components/qr-code';
import { CopyButton } from '../components/text';

const CURRENT_PASSWORD: FormField = { name: 'current_password', kind: 'password', autoComplete: 'current-password' };

/** Password and code. */
const PROOF: readonly FormField[] = [
  CURRENT_PASSWORD,
  { name: 'code', textKey: 'codeOrRecovery', autoComplete: 'one-time-code', isMono: true },
];

/** The pages of one's own second factor. Secrets and codes are only in answers to posts, so that no address shows them. */
@ConsoleController('account/second-factor')
@Authorized(Permission.OwnSession)
export class SecondFactorController {
  constructor(private readonly own: OwnSecondFactorService) {}

  @Get()
  showBegin(@CurrentCaller() { user }: LoggedIn): Page | SeeOther {
    return user.secondFactorSince === null ? this.beginForm(user).show() : back(texts('account').alreadyOn);
  }

  @Post()
  begin(@CurrentCaller() { user }: LoggedIn, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.beginForm(user).submit(body);
  }

  @Post('confirm')
  confirm(
    @CurrentCaller() { user }: LoggedIn,
    @FormBody() body: FormValues,
    @Req() { host }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const shown = this.own.describe(user, body.secret);
    return submitForm({
      body,
      input: TotpCodeDto,
      messages: { ...messages(), code: totpProblem(body.code) },
      submit: async ({ code }) =>
        recoveryCodesPage({ codes: await this.own.confirm(user, code), username: user.username, host }),
      show: (form) => (shown ? confirmPage(shown, form) : this.beginForm(user).show(form)),
    });
  }

  @Get('recovery-codes')
  showRenew(@CurrentCaller() { user }: LoggedIn, @Req() { host }: FastifyRequest): Page | SeeOther {
    return user.secondFactorSince === null ? back(texts('account').off) : this.renewForm(user, host).show();
  }

  @Post('recovery-codes')
  renew(
    @CurrentCaller() { user }: LoggedIn,
    @FormBody() body: FormValues,
    @Req() { host }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return this.renewForm(user, host, body.code).submit(body);
  }

  @Get('remove')
  askToRemove(@CurrentCaller() { user }: LoggedIn): Page | SeeOther {
    return user.secondFactorSince === null ? back(texts('account').off) : this.removeForm(user).show();
  }

  @Post('remove')
  remove(@CurrentCaller() { user }: LoggedIn, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.removeForm(user, body.code).submit(body);
  }

  /** First step: the password. */
  private beginForm(user: User): PageForm {
    const t = texts('account');
    return new EditForm({
      title: t.setUpTitle,
      crumbs: crumbs(),
      lead: t.setUpLead,
      problems: (form) => (
        <>
          <Steps steps={t.steps} current={0} />
          <ErrorSummary form={form} title={t.setUpRefused} />
        </>
      ),
      action: SECOND_FACTOR_PATH,
      groups: [{ rows: [{ ...CURRENT_PASSWORD, hint: t.passwordFirst }] }],
      texts: t,
      verb: t.continue,
      cancel: ACCOUNT_PATH,
      input: BeginSecondFactorDto,
      messages: messages(),
      submit: async ({ current_password }) =>
        confirmPage(await this.own.begin(user, current_password), FormState.empty()),
    });
  }

  private renewForm(user: User, host: string, code?: unknown): PageForm {
    const t = texts('account');
    return new EditForm({
      title: t.renewTitle,
      crumbs: crumbs(),
      lead: t.renewLead,
      refused: t.notRenewed,
      action: RECOVERY_CODES_PATH,
      groups: [{ rows: PROOF }],
      texts: t,
      verb: t.renew,
      cancel: ACCOUNT_PATH,
      input: ProveSecondFactorDto,
      messages: messages(code),
      submit: async (input) => {
        const codes = await this.own.renewRecoveryCodes(user, input.current_password, input.code);
        return recoveryCodesPage({ codes, username: user.username, host, areRenewed: true });
      },
    });
  }

  private removeForm(user: User, code?: unknown): PageForm {
    const t = texts('account');
    return new ConfirmForm({
      title: t.removeTitle,
      crumbs: crumbs(),
      undo: { isPossible: true, text: t.removeUndo },
      about: [],
      consequences: [
        { icon: 'lock-open', tone: 'bad', text: t.removeEffect },
        { icon: 'smartphone', text: t.removeCodes },
      ],
      groups: [{ rows: PROOF }],
      texts: t,
      action: REMOVE_PATH,
      verb: t.removeVerb,
      keep: { title: t.removeKeep, href: ACCOUNT_PATH },
      input: ProveSecondFactorDto,
      messages: messages(code),
      submit: async (input) => {
        await this.own.remove(user, input.current_password, input.code);
        return back(t.removed);
      },
    });
  }
}

function messages(code?: unknown): Record<string, string> {
  const t = texts('account');
  return {
    current_password: t.currentPasswordMissing,
    code: typeof code === 'string' && code.trim() !== '' ? t.codeWrong : t.codeMissing,
    INVALID_CREDENTIALS: t.currentPasswordWrong,
    LOCKED_OUT: t.lockedOutLater,
    SECOND_FACTOR_ON: t.alreadyOn,
    SECOND_FACTOR_OFF: t.off,
    SECOND_FACTOR_NOT_BEGUN: t.off,
  };
}

function back(text: string): SeeOther {
  return SeeOther.done(ACCOUNT_PATH, text);
}

const crumbs = () => [{ title: texts('account').account, href: ACCOUNT_PATH }];

/** Second step: the secret moves into the app, and a first code proves it. */
function confirmPage({ secret, uri }: NewSecondFactor, form: FormState): Page {
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
function recoveryCodesPage({ codes, username, host, areRenewed }: RecoveryCodesData): Page {
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
