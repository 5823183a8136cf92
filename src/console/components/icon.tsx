import type { VNode } from 'preact';
import { assetPath } from '../assets';

/** The icons in use, by their names in Lucide. After a change, run `node scripts/console-icons.mjs`. */
export const ICONS = [
  'arrow-left-right',
  'ban',
  'building-2',
  'calendar',
  'check',
  'chevron-down',
  'chevron-left',
  'chevron-right',
  'chevron-up',
  'circle-alert',
  'circle-check',
  'circle-dashed',
  'circle-pause',
  'circle-x',
  'clock',
  'copy',
  'download',
  'ellipsis',
  'info',
  'key-round',
  'log-out',
  'mail',
  'menu',
  'monitor',
  'octagon-alert',
  'pencil',
  'phone',
  'plus',
  'refresh-cw',
  'search',
  'sticky-note',
  'trash-2',
  'triangle-alert',
  'upload',
  'user',
  'users',
  'x',
] as const;

export type IconName = (typeof ICONS)[number];

/** A decorative icon: the text beside it says the same. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }): VNode {
  return (
    <svg class="icon" width={size} height={size} aria-hidden="true" focusable="false">
      <use href={`${assetPath('icons.svg')}#${name}`} />
    </svg>
  );
}
