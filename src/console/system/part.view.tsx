import type { ComponentChildren, VNode } from 'preact';
import { texts } from '../../i18n/texts';
import type { Part } from '../kit/part';

interface PartViewProps<T> {
  readonly part: Part<T>;
  readonly children: (value: T) => ComponentChildren;
}

/** The part's data, or a note that it could not be read. */
export function PartView<T>({ part, children }: PartViewProps<T>): VNode {
  return part === null ? <p class="part-failed">{texts('system').unreadable}</p> : <>{children(part)}</>;
}
