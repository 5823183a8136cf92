import { Get, Post, Query } from '@nestjs/common';
import { Authorized, type FormValues } from '../../../core/common';
import { texts, viewer } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { SendPortalLinkService, SendTestMailService, TestMailTemplateDto } from '../../../core/mail';
import { MAIL_SERVER, Settings, SettingValuesService } from '../../../core/platform';
import { PostButton } from '../../../pages/components/button';
import { Checklist, type ChecklistItem } from '../../../pages/components/checklist';
import { Section } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { settingTitle } from '../../../pages/kit/setting-texts';
import { submitForm } from '../../../pages/kit/submit-form';
import { MailChecksService, outcomeFlash } from '../../../pages/settings/mail-checks.service';
import { settingsPath } from '../../../pages/settings/setting-places';
import { SettingPagesService } from '../../../pages/settings/setting-pages.service';
import { SettingUndoQueryDto } from '../../../pages/settings/setting-undo-query.dto';
import type { SettingSection, SettingsPageDescription } from '../../../pages/settings/settings-page.view';
import { PORTAL } from '../frame/portal.settings';
import { senderName } from '../frame/sender-name';
import { PortalPreview } from './portal-preview.view';

const PATH = settingsPath('portal');
const KIND = 'portal_sign_in';

/** The setup of the portal, its appearance, and the abilities of customers. */
@ConsoleController('console/settings/portal')
@Authorized(Permission.SettingsWrite)
export class PortalSettingsController {
  constructor(
    private readonly pages: SettingPagesService,
    private readonly checks: MailChecksService,
    private readonly tests: SendTestMailService,
    private readonly links: SendPortalLinkService,
    private readonly values: SettingValuesService,
    private readonly environment: Settings,
  ) {}

  @Get()
  @Authorized(Permission.SettingsRead)
  async showPortalSettings(@CurrentCaller() caller: Caller): Promise<Page> {
    return this.pages.show(caller, await this.describe(caller));
  }

  @Post()
  async savePortalSettings(@CurrentCaller() caller: Caller, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.pages.save(caller, await this.describe(caller), body);
  }

  @Post('undo')
  async undoPortalSettings(
    @CurrentCaller() caller: Caller,
    @Query() { entries }: SettingUndoQueryDto,
  ): Promise<Page | SeeOther> {
    return this.pages.undo(caller, await this.describe(caller), entries);
  }

  /** Refused while something is missing that the portal needs. */
  @Post('on')
  async turnPortalOn(@CurrentCaller() caller: Caller): Promise<Page | SeeOther> {
    return this.pages.set(caller, await this.describe(caller), async () => {
      const missing = await this.pages.missing(PORTAL.enabled.name);
      if (missing.length > 0) {
        throw refusedField(PORTAL.enabled.name, missingText(missing));
      }
      return { [PORTAL.enabled.name]: true };
    });
  }

  @Post('off')
  async turnPortalOff(@CurrentCaller() caller: Caller): Promise<Page | SeeOther> {
    return this.pages.set(caller, await this.describe(caller), () => ({ [PORTAL.enabled.name]: false }));
  }

  /** The e-mail with the link, which is a sample. */
  @Post('test')
  async testSignIn(@CurrentCaller() caller: Caller, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const name = { kind: KIND, language: viewer().language } as const;
    const values = await this.pages.values();
    return submitForm({
      body: { ...values, ...body },
      input: TestMailTemplateDto,
      fields: ({ to }) => ({ to }),
      messages: { to: texts('mails').recipientWrong },
      submit: async ({ to }) => new SeeOther(PATH, outcomeFlash(await this.tests.sendTemplate(name, to))),
      show: async (form) => this.pages.show(caller, await this.describe(caller), { values, form }),
    });
  }

  private async describe(caller: Caller): Promise<SettingsPageDescription> {
    const t = texts('portalSetup');
    const canWrite = isPermitted(caller, Permission.SettingsWrite);
    const items = await this.items(canWrite);
    const { isOn } = this.links;
    return {
      page: 'portal',
      actions: isOn && [{ title: t.open, href: '/portal', icon: 'eye' }],
      above: (
        <Section
          id="portal-setup"
          title={isOn ? t.setup : t.before}
          note={t.done({ done: items.filter(({ state }) => state === 'done').length, all: items.length })}
        >
          <Checklist items={items} />
          {canWrite && <Switch isOn={isOn} missing={await this.pages.missing(PORTAL.enabled.name)} />}
        </Section>
      ),
      sections: [
        section('appearance', [
          PORTAL.vendorName,
          PORTAL.color,
          PORTAL.logoUrl,
          PORTAL.supportEmail,
          PORTAL.privacyUrl,
          PORTAL.imprintUrl,
        ]),
        section('abilities', [
          PORTAL.releaseDevices,
          PORTAL.offlineDevices,
          PORTAL.relayRenewals,
          PORTAL.downloads,
          PORTAL.claims,
          PORTAL.products,
          PORTAL.returnUrls,
        ]),
      ],
      aside: (form) => <PortalPreview form={form} usualName={senderName(this.values.get(MAIL_SERVER.from))} />,
    };
  }

  private async items(canSend: boolean): Promise<ChecklistItem[]> {
    const t = texts('portalSetup');
    const { PUBLIC_URL: url } = this.environment;
    return [
      {
        state: url === undefined ? 'open' : 'done',
        title: t.address,
        text: url ? t.addressSet({ url }) : t.addressMissing,
      },
      ...(await this.checks.items()),
      await this.checks.test({ kind: KIND, title: t.test, text: t.testText, action: `${PATH}/test`, canSend }),
    ];
  }
}

function section(id: 'appearance' | 'abilities', settings: readonly { readonly name: string }[]): SettingSection {
  const [title, note] = texts('portalSetup').sections[id];
  return { id, title, note, names: settings.map(({ name }) => name), isCompact: id === 'appearance' };
}

/** The button that turns the portal on or off, and why it is not there. */
function Switch({ isOn, missing }: { readonly isOn: boolean; readonly missing: readonly string[] }) {
  const t = texts('portalSetup');
  return (
    <div class="checklist-foot">
      {isOn ? (
        <PostButton action={`${PATH}/off`} text={t.turnOff} />
      ) : (
        <PostButton action={`${PATH}/on`} look="primary" text={t.turnOn} />
      )}
      <p class="hint">{isOn ? t.isOn : missing.length > 0 ? missingText(missing) : t.isOff}</p>
    </div>
  );
}

/** Settings by the titles that their fields have. */
function missingText(missing: readonly string[]): string {
  return texts('portalSetup').missing({ names: missing.map(settingTitle).join(', ') });
}
