import { Post, Query } from '@nestjs/common';
import { PoliciesService } from '../../../core/catalog';
import { Authorized } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { ConvertTrialDto, ConvertTrialService, FULL_TYPES } from '../../../core/licensing/internal';
import { type Trial } from '../../../core/verification';
import { TrialsService } from '../../../core/verification/internal';
import { policyChoices } from '../../../pages/kit/policy-choices';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { EditForm } from '../../../pages/components/form-page';
import type { Consequence } from '../../../pages/components/lists';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { textIn } from '../../../pages/kit/form-input';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormGroups } from '../../../pages/kit/form-table';
import { localPath } from '../../../pages/kit/local-path';
import { SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { licensePath } from '../../../pages/kit/record-paths';
import { FindCustomerService } from '../license-list/find-customer.service';
import { SUGGEST_CUSTOMERS } from '../license-list/license-paths';
import { aboutOf, crumbs, isConvertible, nameOf } from './trial-parts';
import { BackQueryDto, trialPath, TRIALS_PATH } from './trial-paths';

/** Confirms, converts and forgets trials. */
@ConsoleController('console/trials')
@Authorized(Permission.LicensesWrite)
export class TrialActionsController {
  constructor(
    private readonly trials: TrialsService,
    private readonly conversions: ConvertTrialService,
    private readonly policies: PoliciesService,
    private readonly customers: FindCustomerService,
  ) {}

  /** At once: it gives out a trial that somebody asked for. */
  @Post(':id/confirm')
  async confirmTrial(@Id() id: string, @Query() { back = '' }: BackQueryDto): Promise<SeeOther> {
    const trial = await this.trials.verify(id);
    return SeeOther.done(localPath(back) ?? TRIALS_PATH, texts('trials').confirmed({ name: nameOf(trial) }));
  }

  @FormRoute(':id/convert')
  async convertTrial(@Id() id: string): Promise<EditForm<ConvertTrialDto> | SeeOther> {
    const t = texts('trials');
    const trial = await this.trials.get(id);
    const { license } = trial;
    if (!license || !isConvertible(trial)) {
      return new SeeOther(TRIALS_PATH, { tone: 'bad', text: t.notConvertible({ name: nameOf(trial) }) });
    }
    return new EditForm({
      title: t.convertTitle({ name: nameOf(trial) }),
      lead: t.convertLead,
      crumbs: crumbs(),
      about: aboutOf(trial),
      isSection: true,
      action: trialPath(id, 'convert'),
      data: SUGGEST_CUSTOMERS,
      groups: await this.groups(),
      texts: t,
      values: { type: 'perpetual' },
      asksReason: true,
      verb: t.convertVerb,
      cancel: TRIALS_PATH,
      input: ConvertTrialDto,
      inputOf: async (input, body) => {
        const customer = await this.customers.find(textIn(body, 'customer'), 'customer');
        return { ...input, customer_id: customer?.uid };
      },
      submit: async (input) => {
        await this.conversions.convert(license.uid, ConvertTrialDto.toConversion(input));
        return SeeOther.done(licensePath(license.uid), t.isFull);
      },
    });
  }

  @FormRoute(':id/forget')
  async forgetTrial(@Id() id: string, @Query() { back: sent = '' }: BackQueryDto): Promise<ConfirmForm> {
    const t = texts('trials');
    const trial = await this.trials.get(id);
    const name = nameOf(trial);
    const back = localPath(sent) ?? TRIALS_PATH;
    return new ConfirmForm({
      title: t.forgetTitle({ name }),
      crumbs: crumbs(),
      undo: { isPossible: false, text: t.forgetUndo },
      about: aboutOf(trial),
      consequences: consequencesOf(trial),
      action: trialPath(id, 'forget', back),
      verb: t.forgetVerb,
      keep: { title: t.keep, href: back },
      submit: async () => {
        await this.trials.delete(id);
        return SeeOther.done(back, t.forgotten({ name }));
      },
    });
  }

  private async groups(): Promise<FormGroups> {
    const t = texts('trials');
    const policies = await policyChoices(this.policies, t.ownPolicy);
    const types = FULL_TYPES.map((value) => ({ value, title: texts('licenseTypes')[value] }));
    return [
      {
        rows: [
          { name: 'type', kind: 'radios', choices: types },
          { name: 'policy', kind: 'select', choices: policies, empty: 'missing' },
          {
            name: 'expires_at',
            kind: 'date',
            textKey: 'lastDay',
            isOptional: true,
            empty: 'missing',
          },
          { name: 'customer', isOptional: true },
        ],
      },
    ];
  }
}

function consequencesOf({ product, fingerprint, email, domain, license }: Trial): Consequence[] {
  const t = texts('trials');
  const names = [email, domain].filter((one) => one !== null);
  return [
    ...(fingerprint === null
      ? []
      : [{ icon: 'rotate-ccw', text: t.mayAskAgain({ product: product?.name ?? '', device: fingerprint }) } as const]),
    ...(names.length > 0 ? [{ icon: 'mail', text: t.namesAgain({ names: names.join(', ') }) } as const] : []),
    license ? { icon: 'key', text: t.licenseStays } : { icon: 'key', text: t.noLicense },
    { icon: 'chart-column', text: t.leavesFigures },
  ];
}
