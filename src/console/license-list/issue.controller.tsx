import { Get, Post, Query } from '@nestjs/common';
import { isWellFormedKey } from '../../catalog/policies/license-key';
import { Authorized } from '../../common/access/authorized.decorator';
import { Calendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { isProblem } from '../../common/errors/domain-error';
import type { FieldProblem } from '../../common/errors/problem';
import type { FormValues } from '../../common/http/form-fields';
import { Randomness } from '../../common/randomness';
import { texts } from '../../i18n/texts';
import { Permission } from '../../identity/permissions/permission';
import { IssueLicensesService } from '../../licenses/issuing/issue-licenses.service';
import { LicenseKeysService } from '../../licenses/licenses/license-keys.service';
import type { License } from '../../licenses/licenses/license.entity';
import { LicenseListService } from '../../licensing/licenses/license-list.service';
import { Banner } from '../components/banner';
import { ButtonLink, type ActionLink } from '../components/button';
import { detailPage } from '../components/detail-page';
import { withQuery } from '../components/filters';
import { EditForm } from '../components/form-page';
import { EmptyState, Section } from '../components/page-parts';
import { CopyButton, Key } from '../components/text';
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
import { COUNTED_LICENSES, fieldsOf, filterOf, SelectionQueryDto } from './license-list-query.dto';
import {
  issuedPath,
  LICENSES_PATH,
  licensesCrumbs,
  newPath,
  SUGGEST_CUSTOMERS,
  exportPath,
  licensePath,
  listPath,
} from './license-paths';

/** Keys that the page shows; the file has all. */
const SHOWN_KEYS = 100;

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

/** The keys of licenses that were issued together. */
@ConsoleController('console/licenses/issued')
@Authorized(Permission.LicensesRead)
export class IssuedController {
  constructor(
    private readonly list: LicenseListService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  async showIssuedLicenses(@Query() query: SelectionQueryDto): Promise<Page> {
    const t = texts('issue');
    const filter = query.id ? { ids: query.id } : filterOf(query, this.clock.now(), this.calendar);
    const { rows } = await this.list.list({ limit: SHOWN_KEYS }, filter, 'newest');
    const count = await this.list.count(filter, COUNTED_LICENSES);
    const [first] = rows;
    const page = {
      title: count > 0 ? t.issued({ count }) : t.noneIssued,
      crumbs: licensesCrumbs(),
      width: 'form',
    } as const;
    if (!first) {
      const actions = <ButtonLink href={newPath} text={t.title} />;
      return detailPage({ ...page, main: <EmptyState icon="key" title={page.title} actions={actions} /> });
    }
    const keys = rows.map(({ license }) => license);
    return detailPage({
      ...page,
      lead: t.issuedLead,
      actions: actionsOf(query, first.license),
      main: <Keys query={query} licenses={keys} count={count} />,
    });
  }
}

function actionsOf(query: SelectionQueryDto, { uid, policy, customer }: License): ActionLink[] {
  const t = texts('issue');
  const another = withQuery(newPath, { product: query.product, policy: policy?.uid, customer: customer?.uid });
  return [
    { title: t.another, icon: 'plus', href: another },
    query.id
      ? { title: t.open, look: 'primary', href: licensePath(uid) }
      : { title: t.openList, look: 'primary', href: listPath(query) },
  ];
}

interface KeysProps {
  readonly query: SelectionQueryDto;
  readonly licenses: readonly License[];
  readonly count: number;
}

function Keys({ query, licenses, count }: KeysProps) {
  const t = texts('issue');
  const download = withQuery(exportPath, query.id ? { id: query.id.join(',') } : fieldsOf(query));
  return (
    <Section
      id="keys"
      title={t.keys}
      note={count > licenses.length ? t.shownOf({ shown: licenses.length, count }) : undefined}
    >
      <ul class="issued-keys">
        {licenses.map(({ uid, key }) => (
          <li key={uid}>
            <a class="row-link" href={licensePath(uid)}>
              <Key value={key} />
            </a>
            <CopyButton value={key} what={key} />
          </li>
        ))}
      </ul>
      <div class="actions">
        {licenses.length > 1 && <CopyButton value={licenses.map(({ key }) => key).join('\n')} what={t.allKeys} />}
        <ButtonLink icon="download" href={download} text={t.download} />
      </div>
    </Section>
  );
}
