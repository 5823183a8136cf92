import type { Customer } from '../../customers/customers/customer.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { Button, ButtonLink } from '../components/button';
import { Radios } from '../components/fields';
import { SearchForm } from '../components/filters';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { PageHeader } from '../components/page-parts';
import { DescriptionList } from '../components/text';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { licensePath, verbPath } from './license-paths';

interface MoveData {
  readonly license: License;
  readonly form: FormState;
  /** The search text. */
  readonly q?: string;
  readonly found: readonly Customer[];
  readonly hasMore: boolean;
}

export function movePage({ license, form, q, found, hasMore }: MoveData): Page {
  const t = texts('licenseActions');
  const { uid, key, customer } = license;
  const choices = found.map((one) => ({
    value: one.uid,
    title: one.name,
    note: [one.email, one.company, one.reference].filter(Boolean).join(' · ') || undefined,
  }));
  const nobody = { value: 'none', title: t.noCustomer, note: t.noCustomerNote };
  const hint = hasMore ? t.moreFound({ shown: found.length }) : undefined;
  const body = (
    <>
      <PageHeader title={t.moveTitle} crumbs={crumbsOf(uid, key)} lead={t.moveNote} />
      <ErrorSummary form={form} title={t.nothingChanged} />
      <DescriptionList items={[{ term: t.now, value: customer?.name ?? t.noCustomer }]} />
      <div class="section">
        <SearchForm action={verbPath(uid, 'move')} label={t.findCustomer} placeholder={t.findHint} value={q ?? ''} />
        {found.length === 0 && <p class="hint">{q === undefined ? t.searchFirst : t.nobodyFound({ q })}</p>}
      </div>
      <div class="section">
        <Form action={verbPath(uid, 'move')}>
          <Radios form={form} name="customer" label={t.found} choices={[...choices, nobody]} hint={hint} />
          <FormFoot>
            <Button look="primary">{t.move}</Button>
            <ButtonLink look="quiet" href={licensePath(uid)}>
              {t.cancel}
            </ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
  return new Page({ title: t.moveTitle, width: 'confirmation', body });
}
