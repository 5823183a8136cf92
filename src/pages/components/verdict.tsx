import type { VNode } from 'preact';
import { isUsableCode, VERDICT_CODES } from '../../core/verification';
import { Icon, type IconName } from './icon';

interface VerdictProps {
  /** A code that an earlier version gave may be unknown: it has no look. */
  readonly code: string;
  /** Explains the verdict: the page with key and device filled in. */
  readonly href?: string;
}

/** The verdict as programs get it. The code is never translated. */
export function VerdictView({ code, href }: VerdictProps): VNode {
  if (!VERDICT_CODES.some((known) => known === code)) {
    return <code>{code}</code>;
  }
  const [tone, icon] = lookOf(code);
  const content = (
    <>
      <Icon name={icon} size={14} />
      <code>{code}</code>
    </>
  );
  return href === undefined ? (
    <span class={`verdict verdict-${tone}`}>{content}</span>
  ) : (
    <a class={`verdict verdict-${tone}`} href={href}>
      {content}
    </a>
  );
}

function lookOf(code: string): [tone: 'ok' | 'warn' | 'bad', icon: IconName] {
  if (code === 'VALID') {
    return ['ok', 'circle-check'];
  }
  return isUsableCode(code) ? ['warn', 'clock'] : ['bad', 'circle-x'];
}
