import type { VNode } from 'preact';
import type { Customer } from '../../customers/customers/customer.entity';
import { type MergePreview, PREVIEWED_LICENSES } from '../../customers/merging/merge-customers.service';
import { Button, ButtonLink } from '../components/button';
import { confirmation } from '../components/confirmation';
import { SearchForm } from '../components/filters';
import { ErrorSummary, Form, FormFoot, idOf } from '../components/form';
import type { Consequence } from '../components/lists';
import { PageHeader, Section } from '../components/page-parts';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { counted, countedLicenses, crumbsOf, customerPath, mergePath, mergePreviewPath } from './customer-paths';

export interface MergeData {
  readonly kept: Customer;
  readonly candidates: readonly Customer[];
  /** Counts by number of the customer. */
  readonly licenses: ReadonlyMap<number, number>;
  readonly q: string;
  readonly form: FormState;
}

/** Chooses the duplicates of a customer. */
export function mergePage(data: MergeData): Page {
  const t = texts('customers');
  const { kept, candidates, q, form } = data;
  const title = t.mergeTitle({ name: kept.name });
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(kept)} lead={t.mergeLead} />
      <ErrorSummary form={form} title={t.mergeChoose} />
      <SearchForm action={mergePath(kept.uid)} label={t.mergeSearch} placeholder={t.searchPlaceholder} value={q} />
      <Section id="candidates" title={t.mergeCandidates} note={t.mergeNote}>
        {candidates.length === 0 ? <p class="unset">{t.mergeNone}</p> : <CandidateForm {...data} />}
      </Section>
    </>
  );
  return new Page({ title, width: 'form', body });
}

function CandidateForm({ kept, candidates, licenses }: MergeData): VNode {
  const t = texts('customers');
  return (
    <Form action={mergePreviewPath(kept.uid)}>
      <fieldset class="choices" id={idOf('customer_ids')} tabIndex={-1} aria-label={t.mergeCandidates}>
        {candidates.map((candidate) => (
          <label class="choice" key={candidate.uid}>
            <input type="checkbox" name="customer_ids[]" value={candidate.uid} />
            <span class="choice-text">
              <b>{candidate.name}</b>
              <span class="row-note">{noteOf(candidate)}</span>
            </span>
            <span class="row-note">
              {t.licenses}: {t.count(countedLicenses(licenses.get(candidate.id)))}
            </span>
          </label>
        ))}
      </fieldset>
      <FormFoot>
        <Button look="primary" iconAfter="arrow-right" text={t.mergeNext} />
        <ButtonLink look="quiet" href={customerPath(kept.uid)} text={t.cancel} />
      </FormFoot>
    </Form>
  );
}

function noteOf({ email, company, reference }: Customer): string {
  return [email, company, reference].filter(Boolean).join(' · ');
}

/** The preview of a merge. */
export function mergePreviewPage(preview: MergePreview, form: FormState): Page {
  const t = texts('customers');
  const { kept, duplicates } = preview;
  const title = t.mergeQuestion({ count: duplicates.length, name: kept.name });
  return confirmation({
    title,
    crumbs: crumbsOf(kept),
    form,
    undo: { isPossible: false, text: t.mergeUndo },
    about: [
      { term: t.mergeKept, value: titleOf(kept) },
      ...duplicates.map((duplicate, index) => ({
        term: duplicates.length === 1 ? t.mergeDuplicate : `${t.mergeDuplicate} ${index + 1}`,
        value: titleOf(duplicate),
      })),
    ],
    consequences: consequencesOf(preview),
    action: mergePath(kept.uid),
    verb: t.mergeVerb,
    keep: { title: t.mergeKeep, href: customerPath(kept.uid) },
    children: duplicates.map(({ uid }) => <input key={uid} type="hidden" name="customer_ids[]" value={uid} />),
  });
}

function titleOf(customer: Customer): string {
  return [customer.name, noteOf(customer)].filter(Boolean).join(' · ');
}

function consequencesOf({ licenses, duplicates, filled }: MergePreview): Consequence[] {
  const t = texts('customers');
  const fields = Object.entries(filled).map(([field, value]) => `${field} = ${value}`);
  return [
    { icon: 'key', text: t.mergeMoves(counted(licenses, PREVIEWED_LICENSES)) },
    ...(fields.length > 0 ? [{ icon: 'pencil', text: t.mergeFills({ fields: fields.join(', ') }) } as const] : []),
    { icon: 'trash-2', tone: 'bad', text: t.mergeDeletes({ count: duplicates.length }) },
  ];
}
