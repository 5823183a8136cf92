import type { ComponentChildren, VNode } from 'preact';
import type { Facts } from '../../licensing/explanations/facts';
import { Time } from '../components/text';
import { formatNumber } from '../../i18n/format';
import { texts } from '../../i18n/texts';
import type { PageTexts } from '../../i18n/messages';

/** The facts that a rule used, by the names of the API. */
export function FactList({ facts }: { readonly facts: Facts }): VNode {
  return (
    <ul class="facts">
      {Object.entries(facts).map(([name, value]) => (
        <li key={name}>
          <code>{name}</code> <FactValue value={value} />
        </li>
      ))}
    </ul>
  );
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

function FactValue({ value }: { readonly value: Facts[string] }): VNode {
  const t = texts('explain');
  if (value === null) {
    return <span class="unset">{t.unset}</span>;
  }
  return <b>{contentOf(value, t)}</b>;
}

function contentOf(value: NonNullable<Facts[string]>, t: PageTexts<'explain'>): ComponentChildren {
  if (typeof value === 'boolean') {
    return value ? t.yes : t.no;
  }
  if (typeof value === 'number') {
    return formatNumber(value);
  }
  if (typeof value === 'string') {
    return INSTANT.test(value) ? <Time at={new Date(value)} /> : value;
  }
  return value.length === 0 ? t.none : value.join(', ');
}
