import type { VNode } from 'preact';
import { textFor, texts } from '../../../core/i18n';
import type { Template } from '../../../core/mail/internal';
import type { Mail } from '../../../core/platform';
import { Badge } from '../../../pages/components/badge';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import type { Crumb } from '../../../pages/components/page-parts';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { settingText } from '../../../pages/kit/setting-texts';
import { MAILS_PATH } from './mail-paths';

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

/** Source of the text: Keyward, the installation or a product. */
export function sourceOf({ updatedAt, isOfProduct, product }: Template): string {
  const t = texts('mails');
  if (updatedAt === null) {
    return t.ofKeyward;
  }
  return isOfProduct && product ? t.ofProduct({ product: product.name }) : t.ofVendor;
}
