import { Get, Post, Query } from '@nestjs/common';
import { isWellFormedKey } from '../../catalog/policies/license-key';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { isProblem } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import type { FormValues } from '../../common/http/form-fields';
import { Randomness } from '../../common/randomness';
import { texts } from '../../i18n/texts';
import { Permission } from '../../identity/permissions/permission';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { LicenseKeysService } from '../../licenses/licenses/license-keys.service';
import { Banner } from '../components/banner';
import { ButtonLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { withQuery } from '../components/filters';
import { EditForm } from '../components/form-page';
import { EmptyState } from '../components/page-parts';
import { ConsoleController } from '../frame/console-controller.decorator';
import { optionalIn, textIn } from '../kit/form-input';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { FormBody } from '../kit/parameters';
import { ONCE_FIELD, SendOnceService } from '../kit/send-once.service';
import { problemsOf } from '../kit/submit-form';
import { FindCustomerService } from './find-customer.service';
import { type IssueChoices, IssueChoicesService } from './issue-choices.service';
import { filledFor, issueGroups, newValues, periodValues, policyValues } from './issue-fields';
import { type IssueChoice, IssueFormDto, issueProblems, licenseIn, problem, validatedIssue } from './issue-form';
import { issuedPath, LICENSES_PATH, licensesCrumbs, newPath, SUGGEST_CUSTOMERS } from './license-paths';

/** Issues licenses, one or a batch. */
@ConsoleController('console/licenses/new')
@Authorized(Permission.LicensesWrite)
export class IssueController {
  constructor(
    private readonly choices: IssueChoicesService,
    private readonly customers: FindCustomerService,
    private readonly issuance: IssueLicensesService,
    private readonly keys: LicenseKeysService,
    private readonly once: SendOnceService,
    private readonly calendar: Calendar,
    private readonly randomness: Randomness,
  ) {}

  /** `product`, `policy` and `customer` in the address fill in the form. */
  @Get()
  async showIssueForm(@Query() query: FormValues): Promise<Page> {
    const choices = await this.choices.read(query);
    const named = optionalIn(query, 'customer');
    const customer = named && (await this.customers.byId(named));
    const { choice } = choices;
    if (!choice) {
      return noProductPage();
    }
    const values = { ...newValues(choice, customer || undefined), [ONCE_FIELD]: this.randomness.uuid() };
    return this.form(choices, choice).show(FormState.of(values));
  }

  @Post()
  async issueLicenses(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    const choices = await this.choices.read(body);
    const { choice } = choices;
    if (!choice) {
      return noProductPage();
    }
    // Limits of another policy are shown before they are used.
    if (body.do === 'refresh' || optionalIn(body, 'filled_for') !== filledFor(choice)) {
      const values = { ...periodValues(choice), ...body, ...policyValues(choice) };
      return this.form(choices, choice, true).show(FormState.of(values));
    }
    return this.form(choices, choice).submit(body);
  }

  /** @param isFilled the fields were just filled in from another policy */
  private form(choices: IssueChoices, choice: IssueChoice, isFilled = false): EditForm<IssueFormDto> {
    const t = texts('issue');
    return new EditForm({
      title: t.title,
      crumbs: licensesCrumbs(),
      refused: t.refused,
      above: isFilled && <Banner tone="neutral" id="filled" title={t.filled} />,
      groups: issueGroups(choices, choice, this.calendar.zone),
      texts: t,
      hidden: (form) => ({ [ONCE_FIELD]: form.value(ONCE_FIELD), filled_for: form.value('filled_for') }),
      hasButtons: true,
      data: { 'data-refill': '', ...SUGGEST_CUSTOMERS },
      action: newPath,
      verb: t.submit,
      cancel: LICENSES_PATH,
      more: <span class="foot-note">{t.noMail}</span>,
      input: IssueFormDto,
      inputOf: (_fields, body) => body,
      messages: { 'days_of_use:other_term': t.errors.otherTerm, IDEMPOTENCY_KEY_IN_USE: t.errors.inUse },
      check: (body) => this.problemsIn(body, choice),
      submit: async (input, body) =>
        new SeeOther(await this.once.run(newPath, body, () => this.issue(body, input, choice))),
    });
  }

  /** All that is wrong with a form apart from its own DTO. */
  private async problemsIn(body: FormValues, choice: IssueChoice): Promise<FieldProblem[]> {
    const problems = issueProblems(body, choice, this.calendar);
    // The API refuses all grants of a kind together.
    const isKnown = (field: string) => problems.some((one) => one.field === field || one.field.startsWith(`${field}.`));
    const others = [
      ...(await problemsOf(validatedIssue(body, choice))),
      ...(await problemsOf(this.customers.find(textIn(body, 'customer'), 'customer'))),
      ...(await this.keyProblems(textIn(body, 'key').trim())),
    ];
    return [...problems, ...others.filter(({ field }) => !isKnown(field))];
  }

  private async keyProblems(key: string): Promise<FieldProblem[]> {
    const isTaken = isWellFormedKey(key) && (await this.keys.taken([key])).length > 0;
    return isTaken ? [problem('key', texts('issue').errors.keyTaken, 'taken')] : [];
  }

  /** Returns the address of the page with the keys. */
  private async issue(body: FormValues, form: IssueFormDto, choice: IssueChoice): Promise<string> {
    const customer = await this.customers.find(textIn(body, 'customer'), 'customer');
    const value = await validatedIssue(body, choice);
    const input = licenseIn(value, form, { customer, calendar: this.calendar });
    const issued = await keyKept(this.issuance.issueBatch(form.count ?? 1, input, form.batch ?? null));
    const [first] = issued;
    const only = issued.length === 1 ? { id: String(first?.id) } : { issued_at: first?.createdAt.toISOString() };
    return withQuery(issuedPath, { product: choice.product.reference, batch: form.batch, ...only });
  }
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
