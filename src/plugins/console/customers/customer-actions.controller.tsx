import { Get, Post, Query } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsUUID } from 'class-validator';
import type { VNode } from 'preact';
import { Authorized, type FormValues, IsName, isProblem } from '../../../core/common';
import { type Customer, CustomersService, DeleteCustomersService } from '../../../core/customers';
import { MergeCustomersService, type MergePreview, PREVIEWED_LICENSES } from '../../../core/customers/internal';
import { messageOfProblem, texts } from '../../../core/i18n';
import { SendPortalLinkService } from '../../../core/mail';
import { Permission } from '../../../core/identity';
import { undoLink } from '../../../pages/archive/undo-link';
import { Button, ButtonLink } from '../../../pages/components/button';
import { ConfirmForm, confirmation } from '../../../pages/components/confirmation';
import { SearchForm } from '../../../pages/components/filters';
import { ErrorSummary, Form, FormFoot, idOf } from '../../../pages/components/form';
import type { Consequence } from '../../../pages/components/lists';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../pages/kit/form-route';
import { FormState } from '../../../pages/kit/form-state';
import { OptionalField } from '../../../pages/kit/optional-field';
import { Page, SeeOther } from '../../../pages/kit/page';
import { FormBody, Id } from '../../../pages/kit/parameters';
import { submitForm } from '../../../pages/kit/submit-form';
import { customerPath } from '../../../pages/kit/record-paths';
import {
  COUNTED_LICENSES,
  licenseCount,
  crumbsOf,
  CUSTOMERS_PATH,
  deletePath,
  counted,
  mergePath,
  mergePreviewPath,
} from './customer-paths';

class MergeSearchDto {
  @OptionalField()
  @IsName()
  q?: string;
}

/** The duplicates to merge, uuids: fewer than the API takes, so that a person can look at each. */
class MergeFormDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsUUID(undefined, { each: true })
  customer_ids!: string[];
}

/** Possible duplicates on a page. */
const CANDIDATES = 20;

/** Deletes and merges customers, which ask first, and sends links to the portal. */
@ConsoleController('console/customers/:id')
@Authorized(Permission.CustomersWrite)
export class CustomerActionsController {
  constructor(
    private readonly customers: CustomersService,
    private readonly deletion: DeleteCustomersService,
    private readonly merging: MergeCustomersService,
    private readonly portalLinks: SendPortalLinkService,
  ) {}

  @FormRoute('delete')
  async deleteCustomer(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('customers');
    const customer = await this.customers.get(id);
    const { name, email, company, reference } = customer;
    const licenses = (await this.customers.licenseCounts([customer], COUNTED_LICENSES)).get(customer.id) ?? 0;
    return new ConfirmForm({
      title: t.deleteTitle({ name }),
      crumbs: crumbsOf(customer),
      undo: { isPossible: true, text: t.deleteUndo },
      about: [
        { term: t.name, value: name },
        { term: t.email, value: email },
        { term: t.company, value: company },
        { term: t.reference, value: reference },
      ],
      consequences:
        licenses > 0
          ? [{ icon: 'ban', tone: 'bad', text: t.deleteBlocked({ count: licenseCount(licenses) }) }]
          : [
              { icon: 'trash-2', tone: 'bad', text: t.deleteGone },
              { icon: 'info', text: t.deleteLeads },
            ],
      action: deletePath(id),
      verb: t.deleteVerb,
      keep: { title: t.deleteKeep, href: customerPath(id) },
      messages: { IN_USE: t.deleteInUse },
      submit: async () => {
        await this.deletion.delete(id);
        return SeeOther.done(CUSTOMERS_PATH, t.deleted({ name }), undoLink(CUSTOMERS_PATH, customer.uid));
      },
    });
  }

  @Post('portal-link')
  async sendPortalLink(@Id() id: string): Promise<SeeOther> {
    try {
      const { email } = await this.portalLinks.send(id);
      return SeeOther.done(customerPath(id), texts('customer').portalLinkSent({ email }));
    } catch (error) {
      if (isProblem(error, 'PORTAL_OFF', 'CUSTOMER_WITHOUT_EMAIL')) {
        return new SeeOther(customerPath(id), { tone: 'bad', text: messageOfProblem(error).text });
      }
      throw error;
    }
  }

  @Get('merge')
  chooseDuplicates(@Id() id: string, @Query() { q }: MergeSearchDto): Promise<Page> {
    return this.choice(id, FormState.empty(), q);
  }

  @Post('merge/preview')
  previewMerge(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: MergeFormDto,
      messages: { customer_ids: texts('customers').mergeChoose },
      submit: async ({ customer_ids }) =>
        mergePreviewPage(await this.merging.preview(id, customer_ids), FormState.empty()),
      show: (form) => this.choice(id, form),
    });
  }

  @Post('merge')
  mergeDuplicates(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: MergeFormDto,
      messages: {
        customer_ids: texts('customers').mergeChoose,
        IN_USE: texts('customers').mergeInUse,
        CONFLICT: texts('customers').mergeInUse,
      },
      submit: async ({ customer_ids }) => {
        const { uid, name } = await this.merging.merge(id, customer_ids);
        return SeeOther.done(customerPath(uid), texts('customers').merged({ name }));
      },
      show: (form) => this.choice(id, form),
    });
  }

  /** Without a search, the candidates are customers with the same name. */
  private async choice(id: string, form: FormState, q?: string): Promise<Page> {
    const kept = await this.customers.get(id);
    const text = q ?? kept.name;
    const { rows } = await this.customers.list({ limit: CANDIDATES + 1 }, { q: text });
    const candidates = rows.filter(({ uid }) => uid !== kept.uid).slice(0, CANDIDATES);
    const licenses = await this.customers.licenseCounts(candidates, COUNTED_LICENSES);
    return mergePage({ kept, candidates, licenses, q: text, form });
  }
}

interface MergeData {
  readonly kept: Customer;
  readonly candidates: readonly Customer[];
  /** Counts by number of the customer. */
  readonly licenses: ReadonlyMap<number, number>;
  readonly q: string;
  readonly form: FormState;
}

/** Chooses the duplicates of a customer. */
function mergePage(data: MergeData): Page {
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
              {t.licenses}: {licenseCount(licenses.get(candidate.id))}
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
function mergePreviewPage(preview: MergePreview, form: FormState): Page {
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
