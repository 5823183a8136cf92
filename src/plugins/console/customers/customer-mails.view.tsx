import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import { type Mail } from '../../../core/platform';
import { MAIL_STATES } from '../../../core/platform/internal';
import { Tabs } from '../../../pages/components/page-parts';
import type { Column } from '../../../pages/components/table';
import { createdColumn, mailColumn, stateColumn } from '../mails/mail-parts';
import { tabPath } from './customer-paths';

interface MailStatesProps {
  /** Uid. */
  readonly customer: string;
  /** All by default. */
  readonly state: Mail['state'] | undefined;
}

/** Filters the e-mails of a customer by their state. */
export function MailStates({ customer, state }: MailStatesProps): VNode {
  const t = texts('mails');
  const tabs = [undefined, ...MAIL_STATES].map((one) => ({
    title: one === undefined ? t.all : t.states[one],
    href: tabPath(customer, 'mails', { state: one }),
    isCurrent: one === state,
  }));
  return <Tabs label={t.views} tabs={tabs} />;
}

export function customerMailColumns(): Column<Mail>[] {
  return [mailColumn(), stateColumn(), createdColumn()];
}
