import type { VNode } from 'preact';
import type { Policy } from '../../../core/catalog';
import { DomainError, type FormValues } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { EnterButton, HiddenFields } from '../../../pages/components/form';
import { Section } from '../../../pages/components/page-parts';
import { SearchField } from '../../../pages/components/rule-list';
import { DescriptionList } from '../../../pages/components/text';
import { textIn } from '../../../pages/kit/form-input';
import { type FormGroups, type FormRow, inputIn, labeled } from '../../../pages/kit/form-table';
import { FIELDS, fieldsOf, formField, GROUPS, type NamedField, type PolicyGroup } from './policy-fields';
import {
  DEFAULTS,
  differs,
  foundIn,
  lineOf,
  noticedValues,
  ownFields,
  type PolicyValues,
  valuesOf,
} from './policy-sentences';

/** The value of `do` if Enter sends the form. */
const ENTER = 'enter';

/** Whether Enter was pressed in the search, which changes nothing. */
export const isSearch = (body: FormValues): boolean => body.do === ENTER && textIn(body, 'q') !== '';

/** Whether the form was filled in: its fields are in the address or the body. */
export const isFilled = (entered: FormValues): boolean => Object.hasOwn(entered, 'name');

/** The policy of a form, and what was entered. */
export interface PolicyDraft {
  /** Undefined for a new one. */
  readonly policy?: Policy;
  readonly entered: FormValues;
  /** The text that is searched. */
  readonly q: string;
}

/** The values that are saved, or those of a new policy. */
export const savedIn = ({ policy }: PolicyDraft): PolicyValues => (policy ? valuesOf(policy) : DEFAULTS);

/** The values that are entered. A text that is not a value of its field leaves the saved one. */
export function enteredIn(draft: PolicyDraft): PolicyValues {
  const { entered } = draft;
  const values = isFilled(entered) ? FIELDS.map((field) => [field, inputOf(field, draft)] as const) : [];
  const fit = values.filter(([field, value]) => isFit(field, value));
  return { ...savedIn(draft), ...Object.fromEntries(fit.map(([{ name }, value]) => [name, value])) };
}

function inputOf(field: NamedField, { policy, entered }: PolicyDraft): unknown {
  try {
    return inputIn(labeled([{ rows: [formField(field, policy)] }], texts('policies')), entered)[field.name];
  } catch (error) {
    if (error instanceof DomainError) {
      return undefined;
    }
    throw error;
  }
}

function isFit({ kind, choices = [] }: NamedField, value: unknown): boolean {
  if (kind === 'number' || kind === 'limit') {
    return (typeof value === 'number' && value >= 0) || (kind === 'limit' && value === null);
  }
  return kind === 'choice' ? choices.some((choice) => choice === value) : value !== undefined;
}

/** A fold for each group, with its values in a sentence. Those that are searched are open; the fields of others are hidden. */
export function policyGroups(draft: PolicyDraft): FormGroups {
  const { q } = draft;
  const t = texts('policies');
  const all = FIELDS.length;
  const values = enteredIn(draft);
  const found = q === '' ? FIELDS : foundIn(values, q);
  const summary = q === '' ? '' : t.matches({ count: found.length, q });
  return [
    {
      rows: [
        () => (
          <EnterButton name="do" value={ENTER}>
            {t.save}
          </EnterButton>
        ),
        { name: 'name' },
        () => <SearchField value={q} label={t.searchValues({ all })} />,
      ],
    },
    {
      data: { 'data-live': 'results', 'data-search': '', 'data-summary': summary },
      rows: [
        summary !== '' && (() => <p class="hint">{summary}</p>),
        ...GROUPS.flatMap((group) => groupRows(group, { ...draft, saved: savedIn(draft), values, found })),
      ],
    },
  ];
}

interface ShownDraft extends PolicyDraft {
  readonly saved: PolicyValues;
  readonly values: PolicyValues;
  readonly found: readonly NamedField[];
}

/** Rules that differ from the default come first. */
function groupRows(group: PolicyGroup, { policy, entered, q, saved, values, found }: ShownDraft): FormRow[] {
  const fields = fieldsOf(group);
  const { title, note } = texts('policyBehaviors').groups[group];
  const { length: custom } = ownFields(values, fields);
  const shown = fields.filter((field) => found.includes(field));
  const isChanged = (field: NamedField): boolean => field.name === entered.field || differs(field, values, saved);
  const inFront = ownFields(saved, fields);
  const rows = [...inFront, ...fields.filter((field) => !inFront.includes(field))].map((field): FormRow => {
    const row = formField(field, policy);
    return shown.includes(field)
      ? row
      : { ...row, view: (form) => <HiddenFields fields={{ [field.name]: form.value(field.name) }} /> };
  });
  return shown.length > 0
    ? [
        {
          fold: `group-${group}`,
          title,
          line: <span data-live={`line-${group}`}>{lineOf(shown, values)}</span>,
          count: <span data-live={`count-${group}`}>{custom > 0 && texts('policies').custom({ count: custom })}</span>,
          isOpen: q !== '' || fields.some(isChanged) || (!policy && group === 'term'),
          rows: [() => <p class="hint">{note}</p>, ...rows],
        },
      ]
    : rows;
}

/** The six values that customers notice. */
export function CustomersGet({ values }: { readonly values: PolicyValues }): VNode {
  return (
    <Section id="customers-get" title={texts('policies').customersGet} isLive>
      <DescriptionList items={noticedValues(values)} />
    </Section>
  );
}
