import { Get, Post, Query, type Type } from '@nestjs/common';
import { behaviorFields, behaviorInput } from '../../../core/catalog';
import { PolicyBehaviorDto } from '../../../core/catalog/internal';
import { Authorized, Calendar, DomainError, type FormValues, InvalidRequest } from '../../../core/common';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { ChangeLicenseService, type LicenseWithUsage } from '../../../core/licensing';
import { UpdateLicenseDto } from '../../../core/licensing/internal';
import { texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { ButtonLink } from '../../../pages/components/button';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { licensePath, policyPath } from '../../../pages/kit/record-paths';
import { submitForm } from '../../../pages/kit/submit-form';
import { GROUPS } from '../policies/policy-fields';
import { LicenseExceptionsService } from './license-exceptions.service';
import { grantsIn, grantValues, LicenseGrantsService } from './license-grants.service';
import { verbPath } from './license-paths';
import { OwnDraft, type OwnValue } from './own-values';
import { type OwnValuesPage, ownValuesPage } from './own-values.view';
import { PathLicense } from './path-license';

/** A part of the page in which a license differs from its policy. */
interface Part<I extends object> {
  readonly page: OwnValuesPage;
  readonly draft: OwnDraft;
  readonly input: Type<I>;
  readonly fields: () => object;
  readonly save: (input: I) => Promise<unknown>;
}

/** The parts of the page that edits a license in which it differs from its policy. What was entered is in the address, until it is saved. */
@ConsoleController('license/edit/:id')
export class LicenseEditController {
  constructor(
    private readonly changes: ChangeLicenseService,
    private readonly exceptions: LicenseExceptionsService,
    private readonly grants: LicenseGrantsService,
    private readonly calendar: Calendar,
  ) {}

  @Get('exceptions')
  @Authorized(Permission.LicensesRead)
  async showExceptions(
    @PathLicense() { license }: LicenseWithUsage,
    @Query() query: FormValues,
  ): Promise<Page | SeeOther> {
    return shown(await this.exceptionsOf(license, query), query);
  }

  @Post('exceptions')
  @Authorized(Permission.LicensesWrite)
  async saveExceptions(
    @PathLicense() { license }: LicenseWithUsage,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return saved(await this.exceptionsOf(license, body), body);
  }

  @Get('entitlements')
  @Authorized(Permission.LicensesRead)
  async showEntitlements(
    @PathLicense() { license }: LicenseWithUsage,
    @Query() query: FormValues,
  ): Promise<Page | SeeOther> {
    return shown(await this.entitlementsOf(license, query), query);
  }

  @Post('entitlements')
  @Authorized(Permission.LicensesWrite)
  async saveEntitlements(
    @PathLicense() { license }: LicenseWithUsage,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return saved(await this.entitlementsOf(license, body), body);
  }

  /** The former addresses of these parts. */
  @Get('overrides')
  @Authorized(Permission.LicensesRead)
  leadToExceptions(@PathLicense() { license }: LicenseWithUsage): SeeOther {
    return new SeeOther(verbPath(license.uid, 'exceptions'));
  }

  @Get('grants')
  @Authorized(Permission.LicensesRead)
  leadToEntitlements(@PathLicense() { license }: LicenseWithUsage): SeeOther {
    return new SeeOther(verbPath(license.uid, 'entitlements'));
  }

  private async exceptionsOf(license: License, entered: FormValues): Promise<Part<PolicyBehaviorDto>> {
    const draft = new OwnDraft(await this.exceptions.of(license), entered);
    const dropped = draft.followed.map(({ name }) => name);
    const kept = Object.entries(behaviorFields(license.policyOverrides)).filter(([name]) => !dropped.includes(name));
    return {
      draft,
      page: exceptionsPage(license, draft.values),
      input: PolicyBehaviorDto,
      fields: () => draft.input,
      save: (input) => {
        const policyOverrides = behaviorInput({ ...Object.fromEntries(kept), ...input });
        return withFormFields(this.changes.change(license.uid, { policyOverrides }));
      },
    };
  }

  private async entitlementsOf(license: License, entered: FormValues): Promise<Part<UpdateLicenseDto>> {
    const grants = await this.grants.of(license);
    const draft = new OwnDraft(grantValues(grants, this.calendar), entered);
    return {
      draft,
      page: entitlementsPage(license),
      input: UpdateLicenseDto,
      fields: () => grantsIn(draft, grants, this.calendar),
      save: (input) =>
        withFormFields(this.changes.change(license.uid, { grants: UpdateLicenseDto.toChange(input).grants })),
    };
  }
}

function shown<I extends object>({ page, draft, input, fields }: Part<I>, body: FormValues): Promise<Page | SeeOther> {
  return submitForm({
    body,
    input,
    fields,
    messages: draft.messages,
    submit: () => Promise.resolve(ownValuesPage(page, draft, draft.form)),
    show: (form) => ownValuesPage(page, draft, form),
  });
}

function saved<I extends object>(part: Part<I>, body: FormValues): Promise<Page | SeeOther> {
  const { page, draft, input, fields, save } = part;
  const t = texts('ownValues');
  return submitForm({
    body,
    input,
    fields,
    messages: draft.messages,
    submit: async (valid) => {
      const count = draft.changes(draft.form).length;
      if (count === 0) {
        return new SeeOther(verbPath(page.license.uid, page.part), { tone: 'warn', text: t.nothing });
      }
      await save(valid);
      return SeeOther.done(licensePath(page.license.uid), t.saved({ count }));
    },
    show: (form) => ownValuesPage(page, draft, form),
    asksReason: true,
  });
}

function exceptionsPage(license: License, values: readonly OwnValue[]): OwnValuesPage {
  const t = texts('licenseExceptions');
  const { uid, policy } = license;
  const all = values.length;
  const titles = texts('policyBehaviors').groups;
  return {
    license,
    part: 'exceptions',
    title: t.title,
    lead: (
      <>
        {t.followsPolicy} {policy && <a href={policyPath(policy.uid)}>{policy.name}</a>}{' '}
        {t.inRules({ count: values.filter(({ own }) => own === undefined).length, all })}
      </>
    ),
    actions: <ButtonLink href={verbPath(uid, 'policy')} text={texts('license').changePolicy} />,
    own: t.own,
    none: t.none,
    add: t.add,
    searchLabel: t.search({ all }),
    groups: GROUPS.map((id) => ({ id, title: titles[id].title })),
    canWrite: isPermitted(currentCaller(), Permission.LicensesWrite),
  };
}

function entitlementsPage(license: License): OwnValuesPage {
  const t = texts('licenseGrants');
  return {
    license,
    part: 'entitlements',
    title: t.title,
    lead: t.lead,
    own: t.own,
    none: t.none,
    add: t.add,
    searchLabel: t.search,
    groups: [
      { id: 'entitlements', title: texts('vocabulary').entitlements },
      { id: 'meters', title: texts('vocabulary').meters },
      { id: 'credits', title: texts('definitions').credits },
    ],
    canWrite: isPermitted(currentCaller(), Permission.LicensesWrite),
  };
}

const formFieldOf = (field: string): string =>
  field.replace('policy_overrides.', '').replace(/^(credits\.[^.]+)\..*$/, '$1');

/** Problems of `policy_overrides.grace_days`, as the API calls it, are those of the field `grace_days`; of a term of a credit, those of the credit. */
async function withFormFields<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    const fields = error instanceof DomainError ? error.fields : undefined;
    const renamed = fields?.map((one) => ({ ...one, field: formFieldOf(one.field) }));
    throw renamed ? new InvalidRequest(renamed) : error;
  }
}
