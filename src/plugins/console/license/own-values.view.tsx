import type { ComponentChildren, VNode } from 'preact';
import { formatNumber, texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { Button, ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FieldGroups } from '../../../pages/components/field-groups';
import { EnterButton, ErrorSummary, Form, FormFoot, HiddenFields } from '../../../pages/components/form';
import { Section } from '../../../pages/components/page-parts';
import { Instead, SearchField } from '../../../pages/components/rule-list';
import { ReasonFields } from '../../../pages/components/reason-fields';
import type { FormState } from '../../../pages/kit/form-state';
import { labeled } from '../../../pages/kit/form-table';
import type { Page } from '../../../pages/kit/page';
import { EditParts } from './edit-parts.view';
import { placeOf } from './license-paths';
import { DRAFT_FIELDS, type OwnChange, type OwnDraft, type OwnValue } from './own-values';

export interface OwnValuesPage {
  readonly license: License;
  readonly part: 'exceptions' | 'entitlements';
  readonly title: string;
  readonly lead: ComponentChildren;
  /** Above the license's own values. */
  readonly own: string;
  /** Instead of them, if there are none. */
  readonly none: string;
  /** Above the search. */
  readonly add: string;
  readonly searchLabel: string;
  readonly groups: readonly { readonly id: string; readonly title: string }[];
  /** A page that is only read lists the license's own values. */
  readonly canWrite: boolean;
  readonly actions?: VNode;
}

type Parts = OwnValuesPage & { readonly draft: OwnDraft; readonly form: FormState };

/** A license's own values, a search that adds one, and a foot that names what will be saved. */
export function ownValuesPage(page: OwnValuesPage, draft: OwnDraft, form: FormState): Page {
  const { license, part, title, lead, canWrite, actions } = page;
  const { crumbs, action } = placeOf(license, part);
  const parts = { ...page, draft, form };
  return detailPage({
    title,
    width: 'form',
    crumbs,
    lead,
    actions: canWrite && actions,
    above: (
      <>
        {canWrite && <EditParts license={license} current={part} />}
        <ErrorSummary form={form} title={texts('words').notSaved} />
      </>
    ),
    main: canWrite ? (
      <Form action={action}>
        <EnterButton formMethod="get">{texts('ownValues').set}</EnterButton>
        <Own {...parts} />
        <Add {...parts} />
        <Foot {...parts} />
      </Form>
    ) : (
      <Own {...parts} />
    ),
  });
}

function Own({ own, none, canWrite, draft, form }: Parts): VNode {
  const all = draft.values.filter((one) => one.own !== undefined);
  return (
    <Section id="own" title={own} note={formatNumber(all.length)}>
      {all.length === 0 ? (
        <p class="unset">{none}</p>
      ) : (
        <Rows values={all} canWrite={canWrite} draft={draft} form={form} />
      )}
    </Section>
  );
}

function Add({ add, searchLabel, groups, canWrite, draft, form }: Parts): VNode {
  const t = texts('ownValues');
  const { q, found, listed, values, isSearched } = draft;
  const summary = q === '' ? '' : t.found({ shown: found.length, all: values.length, q });
  const counted = groups
    .map(({ id, title }) => ({ id, title, count: values.filter((one) => one.group === id).length }))
    .filter(({ count }) => count > 0);
  return (
    <Section id="add" title={add}>
      {isSearched && <SearchField name={DRAFT_FIELDS.search} value={q} label={searchLabel} />}
      <div data-live="results" data-summary={summary}>
        <HiddenFields fields={{ [DRAFT_FIELDS.group]: draft.shown }} />
        <Rows values={listed} canWrite={canWrite} draft={draft} form={form} />
        {isSearched && (
          <p class="hint rules-groups">
            {summary} {t.groups}
            {counted.map(({ id, title, count }) => (
              <Button
                key={id}
                look="link"
                formMethod="get"
                name={DRAFT_FIELDS.show}
                value={id}
                text={`${title} ${formatNumber(count)}`}
              />
            ))}
          </p>
        )}
      </div>
    </Section>
  );
}

type RowsProps = Pick<Parts, 'canWrite' | 'draft' | 'form'> & { readonly values: readonly OwnValue[] };

function Rows({ values, ...props }: RowsProps): VNode {
  return (
    <ul class="rules">
      {values.map((value) => (
        <Row key={value.name} value={value} {...props} />
      ))}
    </ul>
  );
}

type RowProps = Pick<RowsProps, 'canWrite' | 'draft' | 'form'> & { readonly value: OwnValue };

function Row({ value, canWrite, draft, form }: RowProps): VNode {
  const t = texts('ownValues');
  const { name, title, means, policy, own, setBy, withdrawn } = value;
  const isOpen = draft.opened.includes(value);
  const press = (field: string, text: string) => (
    <Button look="link" formMethod="get" name={field} value={name} text={text} label={`${text}: ${title}`} />
  );
  return (
    <li class={isOpen ? 'rule rule-open' : 'rule'}>
      <div class="rule-about">
        <p class="rule-title">{title}</p>
        <p class="hint">{isOpen || own === undefined ? t.policyValue({ value: policy }) : means}</p>
        {setBy !== undefined && <p class="hint">{setBy}</p>}
      </div>
      <div class={value.fields.length === 1 ? 'rule-value rule-field' : 'rule-value'} data-search={isOpen || undefined}>
        {isOpen ? <OpenFields value={value} draft={draft} form={form} /> : <Value value={value} draft={draft} />}
      </div>
      {canWrite && (
        <div class="rule-actions">
          {isOpen ? (
            <>
              <Button isSmall formMethod="get" text={t.set} label={`${t.set}: ${title}`} />
              {withdrawn !== undefined && own !== withdrawn && press(DRAFT_FIELDS.deny, t.deny)}
              {press(DRAFT_FIELDS.drop, own === undefined ? texts('words').cancel : t.follow)}
            </>
          ) : (
            press(DRAFT_FIELDS.open, own === undefined ? t.setOne : texts('words').edit)
          )}
        </div>
      )}
    </li>
  );
}

function OpenFields({ value, draft, form }: Omit<RowProps, 'canWrite'>): VNode {
  const isFresh = !draft.filled.includes(value);
  const rows = value.fields.map((field, index) => ({ ...field, hasFocus: index === 0 && isFresh }));
  return <FieldGroups form={form} groups={labeled([{ rows }], {})} />;
}

/** The policy's value is struck through where the license has its own. */
function Value({ value, draft }: Pick<RowProps, 'value' | 'draft'>): VNode {
  const { own, policy, withdrawn } = value;
  const isDenied = draft.denied.includes(value);
  const isFollowed = draft.followed.includes(value);
  if (isFollowed || (own === undefined && !isDenied)) {
    return (
      <>
        {own !== undefined && <s>{own}</s>} {own === undefined ? texts('ownValues').follows : <b>{policy}</b>}
      </>
    );
  }
  return <Instead of={policy} value={isDenied ? withdrawn : own} />;
}

function Foot({ license, part, draft, form }: Parts): VNode {
  const t = texts('ownValues');
  const changes = draft.changes(form);
  const { action } = placeOf(license, part);
  const names = (values: readonly OwnValue[]) => values.map(({ name }) => name).join(',');
  return (
    <div data-live="foot">
      <HiddenFields
        fields={{
          [DRAFT_FIELDS.followed]: names(draft.followed),
          [DRAFT_FIELDS.denied]: names(draft.denied),
        }}
      />
      {(changes.length > 0 || form.message !== undefined) && (
        <>
          <div class="section">
            <ReasonFields form={form} />
          </div>
          <FormFoot>
            <Button look="primary" text={t.save({ count: changes.length })} />
            <ButtonLink look="quiet" href={action} text={t.discard} />
            <ul class="foot-changes hint">
              {changes.map((change) => (
                <li key={change.title}>
                  <Change {...change} />
                </li>
              ))}
            </ul>
          </FormFoot>
        </>
      )}
    </div>
  );
}

function Change({ title, from, to }: OwnChange): VNode {
  const t = texts('ownValues');
  return from === to ? (
    <>
      <b>{title}</b> {t.pinned({ value: to })}
    </>
  ) : (
    <>
      <b>{title}</b> {from} → <b>{to}</b> {t.nextCheck}
    </>
  );
}
