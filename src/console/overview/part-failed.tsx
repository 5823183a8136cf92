import type { VNode } from 'preact';
import { Icon } from '../components/icon';
import { texts } from '../../i18n/texts';

/** Stands where a part of the page should be. */
export function PartFailed({ href }: { readonly href: string }): VNode {
  const t = texts('overview');
  return (
    <p class="part-failed">
      <Icon name="triangle-alert" />
      <span>{t.partFailed}</span>
      <a href={href}>{t.tryAgain}</a>
    </p>
  );
}
