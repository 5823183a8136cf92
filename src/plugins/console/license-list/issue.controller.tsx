import { Get, Post, Query } from '@nestjs/common';
import { isWellFormedKey } from '../../../core/catalog';
import { Authorized, Calendar, type FieldProblem, type FormValues, isProblem } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, Permission } from '../../../core/identity';
import { IssueLicensesService, LicenseKeysService } from '../../../core/licenses';
import { Banner } from '../../../pages/components/banner';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { EditForm } from '../../../pages/components/form-page';
import { EmptyState } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { optionalIn, textIn } from '../../../pages/kit/form-input';
import { type FormMessages, FormState, refusedField } from '../../../pages/kit/form-state';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { problemsOf } from '../../../pages/kit/submit-form';
import { IssueDraftService } from './issue-draft.service';
import { IssueCustomerService } from './issue-customer.service';
import { type IssueDraft, issueGroups } from './issue-fields';
import { IssueFormDto, issueProblems, licenseIn, problem, validatedIssue } from './issue-form';
import { Sentence } from './issue-lines';
import { issuedPath, LICENSES_PATH, licensesCrumbs, newPath, SUGGEST_CUSTOMERS } from './license-paths';

/** Issues licenses, one or a batch. */
@ConsoleController('console/licenses/new')
@Authorized(Permission.LicensesWrite)
export class IssueController {
  constructor(
    private readonly drafts: IssueDraftService,
    private readonly customers: IssueCustomerService,
    private readonly issuance: IssueLicensesService,
    private readonly keys: LicenseKeysService,
    private readonly calendar: Calendar,
  ) {}

  /** `product`, `policy` and `customer` in the address fill in the form. */
  @Get()
  async showIssueForm(@CurrentCaller() caller: Caller, @Query() query: FormValues): Promise<Page> {
    const draft = await this.drafts.open(query, caller);
    return draft ? this.form(draft).show(FormState.of(draft.values)) : noProductPage();
  }

  /** The buttons among the fields show the form again. */
  @Post()
  async issueLicenses(@CurrentCaller() caller: Caller, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const draft = await this.drafts.read(body, caller);
    if (!draft) {
      return noProductPage();
    }
    const form = this.form(draft);
    return draft.isOnlyShown ? form.show(FormState.of(draft.values)) : form.submit(draft.values);
  }

  private form(draft: IssueDraft): EditForm<IssueFormDto> {
    const t = texts('issue');
    return new EditForm({
      title: t.title,
      crumbs: licensesCrumbs(),
      refused: t.refused,
      above: draft.isRefilled && <Banner tone="neutral" id="filled" title={t.filled} />,
      groups: issueGroups(draft, this.calendar.zone),
      texts: t,
      hidden: (form) => ({ filled_for: form.value('filled_for') }),
      hasButtons: true,
      asksReason: true,
      data: { 'data-refill': '', ...SUGGEST_CUSTOMERS },
      action: newPath,
      verb: t.submit,
      cancel: LICENSES_PATH,
      more: <Sentence {...draft} />,
      input: IssueFormDto,
      inputOf: (_fields, body) => body,
      messages: messages(),
      check: (body) => this.problemsIn(body, draft),
      submit: async (input, body) => new SeeOther(await this.issuance.together(() => this.issue(body, input, draft))),
    });
  }

  /** All that is wrong with a form apart from its own DTO. */
  private async problemsIn(body: FormValues, { choice, customer }: IssueDraft): Promise<FieldProblem[]> {
    const problems = issueProblems(body, choice, this.calendar);
    // The API refuses all grants of a kind together.
    const isKnown = (field: string) => problems.some((one) => one.field === field || one.field.startsWith(`${field}.`));
    const others = [
      ...(await problemsOf(validatedIssue(body, choice))),
      ...(customer.problem ? [customer.problem] : []),
      ...(customer.isNew && optionalIn(body, 'customer_name') === undefined ? [nameMissing()] : []),
      ...(await this.keyProblems(textIn(body, 'key').trim())),
    ];
    return [...problems, ...others.filter(({ field }) => !isKnown(field))];
  }

  private async keyProblems(key: string): Promise<FieldProblem[]> {
    const isTaken = isWellFormedKey(key) && (await this.keys.taken([key])).length > 0;
    return isTaken ? [problem('key', texts('issue').errors.keyTaken, 'taken')] : [];
  }

  /** Returns the address of the page with the keys. */
  private async issue(body: FormValues, form: IssueFormDto, { choice, customer: draft }: IssueDraft): Promise<string> {
    const customer = draft.isNew ? await this.customers.create(form) : draft.customer;
    const value = await validatedIssue(body, choice);
    const input = licenseIn(value, form, { customer, calendar: this.calendar });
    const issued = await keyKept(this.issuance.issueBatch(form.count ?? 1, input, form.batch ?? null));
    const [first] = issued;
    const only = issued.length === 1 ? { id: String(first?.id) } : { issued_at: first?.createdAt.toISOString() };
    return withQuery(issuedPath, { product: choice.product.reference, batch: form.batch, ...only });
  }
}

function nameMissing(): FieldProblem {
  return problem('customer_name', texts('issue').errors.customerName);
}

/** Texts beside those of the fields. */
function messages(): FormMessages {
  const { errors } = texts('issue');
  const terms = ['expires_on', 'starts_on', 'days_of_use', 'not_before'];
  return {
    ...Object.fromEntries(terms.map((name) => [`${name}:other_term`, errors.otherTerm])),
    customer_name: errors.customerName,
  };
}

function noProductPage(): Page {
  const t = texts('issue');
  const actions = <ButtonLink href="/console/products/new" text={t.addProduct} />;
  return detailPage({
    title: t.title,
    crumbs: licensesCrumbs(),
    main: <EmptyState icon="package" title={t.noProduct} actions={actions} />,
    width: 'form',
  });
}

/** Says in the user's language that the key is taken. */
async function keyKept<T>(issuing: Promise<T>): Promise<T> {
  try {
    return await issuing;
  } catch (error) {
    const isTaken = isProblem(error, 'LICENSE_KEY_TAKEN');
    throw isTaken ? refusedField('key', texts('issue').errors.keyTaken, 'taken') : error;
  }
}
