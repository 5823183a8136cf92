import type { ComponentChildren, VNode } from 'preact';
import { texts } from '../../../core/i18n';
import { PostButton } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import type { IconName } from '../../../pages/components/icon';
import { REPORTS_PATH } from '../../../pages/reports/report-places';

export interface Card {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly figure?: string;
  readonly href: string;
  /** Below the text. */
  readonly below?: ComponentChildren;
}

/** Reports as links with what they are about. */
export function Cards({ cards }: { readonly cards: readonly Card[] }): VNode {
  return (
    <ul class="report-cards">
      {cards.map(({ icon, title, text, figure, href, below }) => (
        <li key={href}>
          <Icon name={icon} />
          <a href={href}>{title}</a>
          {figure !== undefined && <b>{figure}</b>}
          <p>{text}</p>
          {below !== undefined && <div class="report-mail">{below}</div>}
        </li>
      ))}
    </ul>
  );
}

interface MailVerbProps {
  /** Id of the saved view. */
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
}

/** Starts or stops the weekly e-mail of a saved report. */
export function MailVerb({ id, name, isOn }: MailVerbProps): VNode {
  const t = texts('reports').mail;
  const text = isOn ? t.stop : t.start;
  return (
    <PostButton
      isSmall
      look="quiet"
      icon="mail"
      action={`${REPORTS_PATH}/${id}/mail`}
      name="mail"
      value={isOn ? '0' : '1'}
      text={text}
      label={`${text}: ${name}`}
    />
  );
}
