import { Get, Post, Query } from '@nestjs/common';
import { Authorized, type FormValues } from '../../../core/common';
import { texts, viewer } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { MAIL_CONTENT, MAIL_KIND_NAMES, SendTestMailService, TestMailTemplateDto } from '../../../core/mail';
import { MAIL_KINDS, MAIL_WEBHOOKS } from '../../../core/mail/internal';
import { Checklist } from '../../../pages/components/checklist';
import { Section } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { MailChecksService, outcomeFlash } from '../../../pages/settings/mail-checks.service';
import { settingsPath } from '../../../pages/settings/setting-places';
import { SettingPagesService } from '../../../pages/settings/setting-pages.service';
import { SettingUndoQueryDto } from '../../../pages/settings/setting-undo-query.dto';
import type { SettingSection, SettingsPageDescription } from '../../../pages/settings/settings-page.view';
import { MailTabs } from './mail-parts';
import { templatePath } from './mail-paths';

const PATH = settingsPath('email');

/** The mail server, the kinds of e-mails that are sent, and a test. */
@ConsoleController('console/settings/email')
@Authorized(Permission.SettingsWrite)
export class MailSettingsController {
  constructor(
    private readonly pages: SettingPagesService,
    private readonly checks: MailChecksService,
    private readonly tests: SendTestMailService,
  ) {}

  @Get()
  @Authorized(Permission.SettingsRead)
  async showMailSettings(@CurrentCaller() caller: Caller): Promise<Page> {
    return this.pages.show(caller, await this.describe(caller));
  }

  @Post()
  async saveMailSettings(@CurrentCaller() caller: Caller, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.pages.save(caller, await this.describe(caller), body);
  }

  @Post('undo')
  async undoMailSettings(
    @CurrentCaller() caller: Caller,
    @Query() { entries }: SettingUndoQueryDto,
  ): Promise<Page | SeeOther> {
    return this.pages.undo(caller, await this.describe(caller), entries);
  }

  /** Sends at once: the answer says whether the server took it. */
  @Post('test')
  async sendTestMail(@CurrentCaller() caller: Caller, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const values = await this.pages.values();
    return submitForm({
      body: { ...values, ...body },
      input: TestMailTemplateDto,
      fields: ({ to }) => ({ to }),
      messages: { to: texts('mails').recipientWrong },
      submit: async ({ to }) => new SeeOther(PATH, outcomeFlash(await this.tests.sendPlain(to))),
      show: async (form) => this.pages.show(caller, await this.describe(caller), { values, form }),
    });
  }

  private async describe(caller: Caller): Promise<SettingsPageDescription> {
    const t = texts('settings');
    const canSend = isPermitted(caller, Permission.SettingsWrite);
    const { testTitle: title, testText: text } = t.checks;
    const test = await this.checks.test({ kind: 'test', title, text, action: `${PATH}/test`, canSend });
    return {
      page: 'email',
      above: (
        <>
          <MailTabs current={PATH} caller={caller} />
          <Section id="mail-setup" title={t.checks.title}>
            <Checklist items={[...(await this.checks.items()), test]} />
          </Section>
        </>
      ),
      sections: [
        section('server', ['mail.smtp_url', 'mail.from', MAIL_CONTENT.vendorTo.name]),
        section('contents', [MAIL_CONTENT.language.name, MAIL_CONTENT.manageUrl.name]),
        section(
          'mailReports',
          Object.values(MAIL_WEBHOOKS).map(({ name }) => name),
        ),
        kinds('customerMails', 'customer', caller),
        kinds('vendorMails', 'vendor', caller),
      ],
    };
  }
}

function section(id: keyof Sections, names: readonly string[]): SettingSection {
  const [title, note] = texts('settings').sections[id];
  return { id, title, note, names };
}

type Sections = ReturnType<typeof texts<'settings'>>['sections'];

/** A switch for each kind, with a link to its text. */
function kinds(id: keyof Sections, to: 'customer' | 'vendor', caller: Caller): SettingSection {
  const all = MAIL_KIND_NAMES.flatMap((kind) => {
    const { enabled, to: recipient } = MAIL_KINDS[kind];
    return enabled && recipient === to ? [[enabled.name, kind] as const] : [];
  });
  const kindOf = new Map(all);
  const canEdit = isPermitted(caller, 'mail-templates:write');
  return {
    ...section(id, [...kindOf.keys()]),
    linkOf: (name) => {
      const kind = kindOf.get(name);
      return kind && canEdit
        ? { title: texts('mails').editText, href: templatePath({ kind, language: viewer().language }) }
        : undefined;
    },
  };
}
