import type { VNode } from 'preact';
import { Icon } from '../components/icon';
import { OVERVIEW_TEXTS } from './overview-texts';

/** Stands where a part of the page should be. */
export function PartFailed({ href }: { readonly href: string }): VNode {
  const t = OVERVIEW_TEXTS();
  return (
    <p class="part-failed">
      <Icon name="triangle-alert" />
      <span>{t.partFailed}</span>
      <a href={href}>{t.tryAgain}</a>
    </p>
  );
}
