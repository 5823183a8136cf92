import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import { Icon } from '../../../pages/components/icon';

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
