import type { VNode } from 'preact';
import { textFor, texts } from '../../../core/i18n';
import type { ImportState } from '../imports/import.entity';
import { IMPORT_SOURCES } from '../imports/sources/import-sources';
import { Badge } from '../../../pages/components/badge';
import type { IconName } from '../../../pages/components/icon';

const BADGES: Readonly<Record<ImportState, { tone: 'ok' | 'neutral' | 'bad' | 'info' | 'warn'; icon: IconName }>> = {
  reading: { tone: 'info', icon: 'circle-play' },
  checking: { tone: 'info', icon: 'circle-play' },
  ready: { tone: 'warn', icon: 'circle-alert' },
  importing: { tone: 'info', icon: 'circle-play' },
  done: { tone: 'ok', icon: 'circle-check' },
  undo_checking: { tone: 'info', icon: 'circle-play' },
  undoing: { tone: 'info', icon: 'circle-play' },
  undone: { tone: 'neutral', icon: 'rotate-ccw' },
  failed: { tone: 'bad', icon: 'circle-x' },
};

export function ImportStateBadge({ state }: { readonly state: ImportState }): VNode {
  return <Badge {...BADGES[state]} text={texts('serverImports').states[state]} />;
}

/** The proper name of the server that wrote the file. */
export function sourceTitle(source: string): string {
  return IMPORT_SOURCES.find(({ name }) => name === source)?.title ?? source;
}

/** Why a row was left out, was changed, or counts as used. A reason without a text is shown by its name in the API. */
export function ReasonText({ reason }: { readonly reason: string }): VNode {
  const text = textFor(texts('serverImports').reasons, reason);
  return text === undefined ? <code>{reason}</code> : <>{text}</>;
}
