import { Get, Post, Req, type Type } from '@nestjs/common';
import { OmitType } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Authorized, type FormValues } from '../../../core/common';
import { CurrentCaller, type LoggedIn, Permission, type User } from '../../../core/identity';
import {
  BeginSecondFactorDto,
  type NewSecondFactor,
  OwnSecondFactorService,
  ProveSecondFactorDto,
} from '../../../core/identity/internal';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { ErrorSummary, Form } from '../../../pages/components/form';
import { EditForm } from '../../../pages/components/form-page';
import { Steps } from '../../../pages/components/lists';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { texts } from '../../../core/i18n';
import { FormState } from '../../../pages/kit/form-state';
import type { FormField } from '../../../pages/kit/form-table';
import { Page, type PageForm, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { TotpCodeDto, totpProblem } from '../sign-in/one-time-code.dto';
import { ACCOUNT_PATH, CONFIRM_PATH, RECOVERY_CODES_PATH, REMOVE_PATH } from './account-paths';
import { SECOND_FACTOR_PATH } from '../../../pages/kit/sign-in-path';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { CodeField } from '../../../pages/components/code-field';
import { DownloadText } from '../../../pages/components/download-text';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { QrCode } from '../../../pages/components/qr-code';
import { CopyButton } from '../../../pages/components/text';

const CURRENT_PASSWORD: FormField = { name: 'current_password', kind: 'password', autoComplete: 'current-password' };

const CODE: FormField = { name: 'code', textKey: 'codeOrRecovery', autoComplete: 'one-time-code', isMono: true };

/** Password and code; the code alone for those who have no password. */
const proofOf = ({ hasPassword }: User): readonly FormField[] => (hasPassword ? [CURRENT_PASSWORD, CODE] : [CODE]);

interface BeginInput {
  readonly current_password?: string;
}

interface ProofInput extends BeginInput {
  readonly code: string;
}

/** The forms of users who have no password. */
class NoPasswordDto implements BeginInput {
  declare readonly current_password?: string;
}

class ProveByCodeDto extends OmitType(ProveSecondFactorDto, ['current_password']) implements ProofInput {
  declare readonly current_password?: string;
}

const beginInput = ({ hasPassword }: User): Type<BeginInput> => (hasPassword ? BeginSecondFactorDto : NoPasswordDto);
const proofInput = ({ hasPassword }: User): Type<ProofInput> => (hasPassword ? ProveSecondFactorDto : ProveByCodeDto);

/** The pages of one's own second factor. Secrets and codes are only in answers to posts, so that no address shows them. */
@ConsoleController('account/second-factor')
@Authorized(Permission.OwnSession)
export class SecondFactorController {
  constructor(private readonly own: OwnSecondFactorService) {}

  @Get()
  showBegin(@CurrentCaller() caller: LoggedIn): Page | SeeOther {
    return caller.user.secondFactorSince === null ? this.beginForm(caller).show() : back(texts('account').alreadyOn);
  }

  @Post()
  begin(@CurrentCaller() caller: LoggedIn, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.beginForm(caller).submit(body);
  }

  @Post('confirm')
  confirm(
    @CurrentCaller() caller: LoggedIn,
    @FormBody() body: FormValues,
    @Req() { host }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const { user } = caller;
    const shown = this.own.describe(user, body.secret);
    return submitForm({
      body,
      input: TotpCodeDto,
      messages: { ...messages(), code: totpProblem(body.code) },
      submit: async ({ code }) =>
        recoveryCodesPage({ codes: await this.own.confirm(user, code), username: user.username, host }),
      show: (form) => (shown ? confirmPage(shown, form) : this.beginForm(caller).show(form)),
    });
  }

  @Get('recovery-codes')
  showRenew(@CurrentCaller() caller: LoggedIn, @Req() { host }: FastifyRequest): Page | SeeOther {
    return caller.user.secondFactorSince === null ? back(texts('account').off) : this.renewForm(caller, host).show();
  }

  @Post('recovery-codes')
  renew(
    @CurrentCaller() caller: LoggedIn,
    @FormBody() body: FormValues,
    @Req() { host }: FastifyRequest,
  ): Promise<Page | SeeOther> {
    return this.renewForm(caller, host, body.code).submit(body);
  }

  @Get('remove')
  askToRemove(@CurrentCaller() caller: LoggedIn): Page | SeeOther {
    return caller.user.secondFactorSince === null ? back(texts('account').off) : this.removeForm(caller).show();
  }

  @Post('remove')
  remove(@CurrentCaller() caller: LoggedIn, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.removeForm(caller, body.code).submit(body);
  }

  /** First step: the password. */
  private beginForm(caller: LoggedIn): PageForm {
    const t = texts('account');
    const { hasPassword } = caller.user;
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
      groups: hasPassword ? [{ rows: [{ ...CURRENT_PASSWORD, hint: t.passwordFirst }] }] : [],
      texts: t,
      verb: t.continue,
      cancel: ACCOUNT_PATH,
      input: beginInput(caller.user),
      messages: messages(),
      submit: async ({ current_password = '' }) =>
        confirmPage(await this.own.begin(caller, current_password), FormState.empty()),
    });
  }

  private renewForm(caller: LoggedIn, host: string, code?: unknown): PageForm {
    const t = texts('account');
    const { user } = caller;
    return new EditForm({
      title: t.renewTitle,
      crumbs: crumbs(),
      lead: t.renewLead,
      refused: t.notRenewed,
      action: RECOVERY_CODES_PATH,
      groups: [{ rows: proofOf(user) }],
      texts: t,
      verb: t.renew,
      cancel: ACCOUNT_PATH,
      input: proofInput(user),
      messages: messages(code),
      submit: async ({ current_password = '', code: given }) => {
        const codes = await this.own.renewRecoveryCodes(caller, current_password, given);
        return recoveryCodesPage({ codes, username: user.username, host, areRenewed: true });
      },
    });
  }

  private removeForm(caller: LoggedIn, code?: unknown): PageForm {
    const t = texts('account');
    const { user } = caller;
    return new ConfirmForm({
      title: t.removeTitle,
      crumbs: crumbs(),
      undo: { isPossible: true, text: t.removeUndo },
      about: [],
      consequences: [
        { icon: 'lock-open', tone: 'bad', text: t.removeEffect },
        { icon: 'smartphone', text: t.removeCodes },
      ],
      groups: [{ rows: proofOf(user) }],
      texts: t,
      action: REMOVE_PATH,
      verb: t.removeVerb,
      keep: { title: t.removeKeep, href: ACCOUNT_PATH },
      input: proofInput(user),
      messages: messages(code),
      submit: async ({ current_password = '', code: given }) => {
        await this.own.remove(caller, current_password, given);
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
    SIGN_IN_AGAIN: t.signInAgain,
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
