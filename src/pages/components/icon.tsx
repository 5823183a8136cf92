import type { VNode } from 'preact';
import type { ICONS } from '../../core/common/internal';
import { ASSETS } from '../kit/assets';

/** Name of an icon. */
export type IconName = (typeof ICONS)[number];

/** A decorative icon: the text beside it says the same. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): VNode {
  return (
    <svg class="icon" width={size} height={size} aria-hidden="true" focusable="false">
      <use href={`${ASSETS.icons}#${name}`} />
    </svg>
  );
}
