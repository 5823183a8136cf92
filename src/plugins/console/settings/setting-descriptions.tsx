import { textFor, texts } from '../../../core/i18n';
import { PostButton } from '../../../pages/components/button';
import { Section } from '../../../pages/components/page-parts';
import { isSettingOf, outsidePlugins, type SettingPage, settingsPath } from '../../../pages/settings/setting-places';
import type { SettingSection, SettingsPageDescription } from '../../../pages/settings/settings-page.view';

/** Pages that are nothing but settings. */
export const PLAIN_PAGES = ['general', 'sign-in', 'retention', 'blocklists', 'system'] as const satisfies SettingPage[];
export type PlainPage = (typeof PLAIN_PAGES)[number];

export const OIDC_TEST_PATH = `${settingsPath('sign-in')}/test`;
export const BACKUP_TEST_PATH = `${settingsPath('system')}/test`;

interface Declared {
  /** The settings of the sections, by their ids. */
  readonly sections: Readonly<Record<string, readonly string[]>>;
  readonly actions?: () => SettingsPageDescription['actions'];
  readonly below?: () => SettingsPageDescription['below'];
}

const PAGES: Readonly<Record<PlainPage, Declared>> = {
  general: {
    sections: {
      licenses: ['licenses.expiry_warning_days', 'signing.alg'],
      protection: ['limits', 'anomalies'],
      changes: ['audit.reason_required'],
    },
  },
  'sign-in': {
    sections: {
      provider: ['oidc.issuer', 'oidc.client_id', 'oidc.client_secret', 'oidc.name', 'oidc.scopes'],
      roles: ['oidc.role_claim', 'oidc.role_map'],
      passwords: ['sign_in.passwords', 'sign_in.break_glass_user', 'sign_in.second_factor_roles'],
    },
    actions: () => {
      const t = texts('navigation');
      return [
        { title: t.people, href: '/console/people', icon: 'user' },
        { title: t.roles, href: '/console/roles', icon: 'user-cog' },
      ];
    },
    below: () => testOf('provider-test', OIDC_TEST_PATH),
  },
  retention: {
    sections: {
      logs: ['events', 'audit', 'requests', 'verifications'].map((log) => `retention.${log}_days`),
    },
  },
  blocklists: {
    sections: {
      lists: ['buyers', 'license_keys', 'domains', 'addresses', 'fingerprints'].map((name) => `blacklist.${name}`),
    },
  },
  system: {
    sections: {
      maintenance: ['maintenance.until', 'maintenance.reason'],
      backups: ['backups.every_hours', 'backups.keep'],
      alerts: ['alerts'],
      securityTxt: ['security_txt.contacts', 'security_txt.policy', 'security_txt.languages'],
    },
    actions: () => [{ title: texts('navigation').system, href: '/console/system', icon: 'server' }],
    below: () => testOf('backup-test', BACKUP_TEST_PATH),
  },
};

/** @param all names of all settings, also of those that plug-ins from outside add */
export function describedPage(
  page: PlainPage,
  all: readonly string[],
  canWrite: boolean,
): Omit<SettingsPageDescription, 'notes'> {
  const { sections, actions, below } = PAGES[page];
  const shown = Object.entries(sections).map(([id, names]) => sectionOf(id as SectionName, names));
  return {
    page,
    sections: page === 'general' ? [...shown, ...addedSections(all)] : shown,
    actions: actions?.(),
    below: canWrite && below?.(),
  };
}

type SectionName = keyof ReturnType<typeof sectionTexts>;

const sectionTexts = () => texts('settings').sections;

function sectionOf(id: SectionName, names: readonly string[]): SettingSection {
  const [title, note] = sectionTexts()[id];
  return { id, title, note, names };
}

/** Settings of plug-ins from outside, whose texts may have a title and a note for them. */
function addedSections(all: readonly string[]): SettingSection[] {
  const groups = (texts('settings') as { readonly groups?: Readonly<Record<string, readonly [string, string]>> })
    .groups;
  return outsidePlugins().map((plugin) => {
    const [title, note] = textFor(groups ?? {}, plugin) ?? [plugin];
    return { id: plugin, title, note, names: all.filter((name) => isSettingOf(plugin, name)) };
  });
}

/** A button that tries the settings above out. */
function testOf(id: 'provider-test' | 'backup-test', path: string) {
  const [title, note, verb] = texts('settings').tests[id];
  return (
    <Section id={id} title={title} note={note}>
      <PostButton action={path} text={verb} />
    </Section>
  );
}
