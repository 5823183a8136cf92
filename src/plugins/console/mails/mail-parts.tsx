import type { VNode } from 'preact';
import { textFor, texts } from '../../../core/i18n';
import { type Caller, isPermitted, Permission } from '../../../core/identity';
import type { Template } from '../../../core/mail/internal';
import type { Mail } from '../../../core/platform';
import { Badge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import type { Crumb } from '../../../pages/components/page-parts';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { settingText } from '../../../pages/kit/setting-texts';
import { Segmented } from '../../../pages/components/segmented';
import { settingsPath } from '../../../pages/settings/setting-places';
import { BOUNCES_PATH, MAILS_PATH, TEMPLATES_PATH } from './mail-paths';

const LOOKS = {
  queued: { tone: 'info', icon: 'clock' },
  sent: { tone: 'ok', icon: 'circle-check' },
  failed: { tone: 'bad', icon: 'circle-x' },
  suppressed: { tone: 'neutral', icon: 'ban' },
} as const satisfies Record<Mail['state'], object>;

function MailBadge({ state }: { readonly state: Mail['state'] }): VNode {
  return <Badge {...LOOKS[state]} text={texts('mails').states[state]} />;
}

/** The name of a kind: that of its setting, if it has one. */
export function kindTitle(kind: string): string {
  return settingText(`mail.${kind}.enabled`)?.[0] ?? textFor(texts('mails').otherKinds, kind) ?? kind;
}

/** The subject of an e-mail, and its kind or why it was not sent. */
export function mailColumn(): Column<Mail> {
  return {
    head: texts('mails').mail,
    width: 40,
    onCard: 'title',
    cell: ({ kind, subject, error }) => (
      <>
        <Cut text={subject ?? kindTitle(kind)} />
        <span class="row-note cut" title={error ?? undefined}>
          {error ?? kindTitle(kind)}
        </span>
      </>
    ),
  };
}

export function stateColumn(): Column<Mail> {
  const { state } = texts('mails');
  return { name: 'state', head: state, width: 15, onCard: 'status', cell: (mail) => <MailBadge {...mail} /> };
}

export function createdColumn(): Column<Mail> {
  return {
    name: 'created',
    head: texts('mails').created,
    isRight: true,
    onCard: 'right',
    cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
  };
}

/** @param below pages between the settings of e-mails and this one */
export function mailCrumbs(...below: readonly Crumb[]): Crumb[] {
  const { title, pages } = texts('settings');
  return [{ title, href: settingsPath('general') }, { title: pages.email[0], href: settingsPath('email') }, ...below];
}

/** Links to the parts of the e-mails. */
export function MailTabs({ current, caller }: { readonly current: string; readonly caller: Caller }): VNode {
  const t = texts('mails');
  const parts = [
    [settingsPath('email'), t.setup, Permission.SettingsRead],
    [TEMPLATES_PATH, t.texts, 'mail-templates:read'],
    [MAILS_PATH, t.sent, 'mails:read'],
    [BOUNCES_PATH, t.bounces, 'mails:read'],
  ] as const;
  const segments = parts
    .filter(([, , permission]) => isPermitted(caller, permission))
    .map(([href, title]) => ({ href, title, isCurrent: href === current }));
  return <Segmented label={t.title} segments={segments} />;
}

/** Says that no e-mails are sent, and where to change it. */
export function OffBanner({ isOn }: { readonly isOn: boolean }): VNode | null {
  const t = texts('mails');
  return isOn ? null : (
    <Banner
      tone="neutral"
      title={t.offTitle}
      action={<ButtonLink href={settingsPath('email')} text={t.openSettings} />}
    >
      {t.offText}
    </Banner>
  );
}

/** Source of the text: Keyward, the installation or a product. */
export function sourceOf({ updatedAt, isOfProduct, product }: Template): string {
  const t = texts('mails');
  if (updatedAt === null) {
    return t.ofKeyward;
  }
  return isOfProduct && product ? t.ofProduct({ product: product.name }) : t.ofVendor;
}
