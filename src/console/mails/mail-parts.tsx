import type { VNode } from 'preact';
import { textFor, texts } from '../../i18n/texts';
import type { Template } from '../../mail/mail-templates.service';
import type { MailState } from '../../platform/mail/mail.entity';
import { Badge } from '../components/badge';
import { Banner } from '../components/banner';
import { ButtonLink } from '../components/button';
import type { Crumb } from '../components/page-parts';
import { settingText } from '../settings/setting-texts';
import { MAILS_PATH } from './mail-paths';

const LOOKS = {
  queued: { tone: 'info', icon: 'clock' },
  sent: { tone: 'ok', icon: 'circle-check' },
  failed: { tone: 'bad', icon: 'circle-x' },
  suppressed: { tone: 'neutral', icon: 'ban' },
} as const satisfies Record<MailState, object>;

export function MailBadge({ state }: { readonly state: MailState }): VNode {
  return <Badge {...LOOKS[state]} text={texts('mails').states[state]} />;
}

/** The name of a kind: that of its setting, if it has one. */
export function kindTitle(kind: string): string {
  return settingText(`mail.${kind}.enabled`)?.[0] ?? textFor(texts('mails').otherKinds, kind) ?? kind;
}

export function mailCrumbs(...below: readonly Crumb[]): Crumb[] {
  return [{ title: texts('mails').title, href: MAILS_PATH }, ...below];
}

/** Says that no e-mails are sent, and where to change it. */
export function OffBanner({ isOn }: { readonly isOn: boolean }): VNode | null {
  const t = texts('mails');
  return isOn ? null : (
    <Banner
      tone="neutral"
      title={t.offTitle}
      action={<ButtonLink href="/console/settings?q=mail" text={t.openSettings} />}
    >
      {t.offText}
    </Banner>
  );
}

/** Whose text it is. */
export function sourceOf({ updatedAt, isOfProduct, product }: Template): string {
  const t = texts('mails');
  if (updatedAt === null) {
    return t.ofKeyward;
  }
  return isOfProduct && product ? t.ofProduct({ product: product.name }) : t.ofVendor;
}
