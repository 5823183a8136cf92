import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { isWellFormedKey } from '../../catalog/policies/license-key';
import { isProblem } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import type { FormValues } from '../../common/http/form-fields';
import { Randomness } from '../../common/randomness';
import { Permission } from '../../identity/permissions/permission';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { LicenseKeysService } from '../../licenses/licenses/license-keys.service';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState, refusedField } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { SendOnceService } from '../kit/send-once.service';
import { problemsOf, submitForm } from '../kit/submit-form';
import { withQuery } from '../components/filters';
import { texts } from '../../i18n/texts';
import { FindCustomerService } from './find-customer.service';
import { IssueChoicesService, type IssueChoices } from './issue-choices.service';
import { issueProblems } from './issue-problems';
import {
  type IssueChoice,
  filledFor,
  issueMessages,
  licenseIn,
  newForm,
  policyValues,
  textIn,
  validatedIssue,
} from './issue-form';
import { IssueFormDto } from './issue-form.dto';
import { issuePage, noProductPage } from './issue.view';
import { issuedPath, newPath } from './license-paths';
import { FormBody } from '../kit/parameters';

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
    const named = textIn(query, 'customer');
    const customer = named === '' ? undefined : await this.customers.byId(named);
    if (!choices.choice) {
      return noProductPage();
    }
    const values = newForm(choices.choice, customer, this.randomness.uuid());
    return this.form(choices, FormState.of(values));
  }

  @Post()
  async issueLicenses(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    const choices = await this.choices.read(body);
    const { choice } = choices;
    if (!choice) {
      return noProductPage();
    }
    // Limits of another policy are shown before they are used.
    if (body.do === 'refresh' || textIn(body, 'filled_for') !== filledFor(choice)) {
      return this.form(choices, FormState.of({ ...body, ...policyValues(choice) }), true);
    }
    return submitForm({
      body,
      input: IssueFormDto,
      messages: issueMessages(),
      check: () => this.problemsIn(body, choice),
      submit: async (form) => new SeeOther(await this.once.run(newPath, body, () => this.issue(body, form, choice))),
      show: (form) => this.form(choices, form),
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
      ...(await this.keyProblems(textIn(body, 'key'))),
    ];
    return [...problems, ...others.filter(({ field }) => !isKnown(field))];
  }

  private async keyProblems(key: string): Promise<FieldProblem[]> {
    const isTaken = isWellFormedKey(key) && (await this.keys.taken([key])).length > 0;
    return isTaken
      ? [{ field: 'key', reason: 'taken', message: texts('issue').errors.keyTaken, isTranslated: true }]
      : [];
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

  private form(choices: IssueChoices, form: FormState, isFilled = false): Page {
    return issuePage({ ...choices, form, isFilled, zone: this.calendar.zone });
  }
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
