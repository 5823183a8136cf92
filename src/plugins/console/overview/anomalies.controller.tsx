import { Get, Param, Post, Query } from '@nestjs/common';
import { Authorized, type FormValues, UuidPipe } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { AnomaliesService, AnomalyReactionsService, type ReactionRule } from '../../../core/licensing';
import { ANOMALY_TYPES, ReactionRulesService, SetReactionRuleDto } from '../../../core/licensing/internal';
import { FromReplica } from '../../../core/platform';
import { ConfirmForm } from '../../../pages/components/confirmation';
import { EditForm } from '../../../pages/components/form-page';
import { trailPages } from '../../../pages/components/list-pages';
import type { Crumb } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { asFormError } from '../../../pages/kit/form-input';
import { FormRoute } from '../../../pages/kit/form-route';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { shortKey } from '../license/license-paths';
import { aboutRule, anomaliesPage, typeTitle } from './anomalies.view';
import { ANOMALIES_PATH, OVERVIEW_PATH, REACTION_RULES_PATH } from './overview-query.dto';

const ANOMALIES_PER_PAGE = 50;
/** Rules that the page lists; the API lists all. */
const LISTED_RULES = 100;

/** The unresolved anomalies of licenses, and the rules for what is done about new ones. */
@ConsoleController('console/overview/anomalies')
export class ConsoleAnomaliesController {
  constructor(
    private readonly anomalies: AnomaliesService,
    private readonly reactions: AnomalyReactionsService,
    private readonly rules: ReactionRulesService,
  ) {}

  /** Newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.MonitoringRead)
  async showAnomalies(@CurrentCaller() caller: Caller, @Query() place: CursorPageDto): Promise<Page> {
    const { rows, next } = await this.anomalies.list(
      { limit: ANOMALIES_PER_PAGE, after: place.after },
      { resolved: false },
    );
    const rules = await this.rules.list({ limit: LISTED_RULES });
    return anomaliesPage({
      rows,
      pages: trailPages(place, next, ANOMALIES_PER_PAGE),
      rules: rules.rows,
      canWrite: isPermitted(caller, Permission.MonitoringWrite),
    });
  }

  @Post(':id/resolve')
  @Authorized(Permission.MonitoringWrite)
  async resolveAnomaly(@Param('id', UuidPipe) id: string): Promise<SeeOther> {
    const { license } = await this.anomalies.resolve(id);
    return SeeOther.done(OVERVIEW_PATH, texts('attention').resolved({ key: shortKey(license.key) }));
  }

  @Post(':id/undo-reaction')
  @Authorized(Permission.MonitoringWrite)
  async undoReaction(@Param('id', UuidPipe) id: string): Promise<SeeOther> {
    await this.reactions.undo(id);
    const { license } = await this.anomalies.get(id);
    return SeeOther.done(ANOMALIES_PATH, texts('reactionRules').undone({ key: shortKey(license.key) }));
  }

  @FormRoute('rules/new')
  @Authorized(Permission.MonitoringWrite)
  setReactionRule(): EditForm<SetReactionRuleDto> {
    const t = texts('reactionRules');
    const types = ANOMALY_TYPES.map((value) => ({ value, title: typeTitle(value) }));
    return new EditForm({
      title: t.set,
      lead: t.setLead,
      crumbs: crumbs(),
      action: `${REACTION_RULES_PATH}/new`,
      cancel: ANOMALIES_PATH,
      verb: t.save,
      groups: [
        {
          rows: [
            { name: 'anomaly', kind: 'select', choices: types },
            { name: 'policy', isOptional: true, empty: null },
            { name: 'mail_customer', kind: 'flag' },
            { name: 'ask_sign_in', kind: 'flag' },
            { name: 'report', kind: 'flag' },
            { name: 'suspend_after_days', kind: 'number', isOptional: true },
          ],
        },
      ],
      texts: t,
      input: SetReactionRuleDto,
      submit: async (input) => {
        const reactions = SetReactionRuleDto.toReactions(input);
        await asFormError(this.rules.set(input.anomaly, input.policy ?? null, reactions));
        return SeeOther.done(ANOMALIES_PATH, t.saved);
      },
    });
  }

  @Get('rules/:id/delete')
  @Authorized(Permission.MonitoringWrite)
  async askToDeleteRule(@Param('id', UuidPipe) id: string): Promise<Page> {
    return this.deletion(await this.rules.get(id)).show();
  }

  @Post('rules/:id/delete')
  @Authorized(Permission.MonitoringWrite)
  async deleteReactionRule(@Param('id', UuidPipe) id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return this.deletion(await this.rules.get(id)).submit(body);
  }

  private deletion(rule: ReactionRule): ConfirmForm {
    const t = texts('reactionRules');
    return new ConfirmForm({
      title: t.askDelete,
      crumbs: crumbs(),
      undo: { isPossible: true, text: t.deleteUndo },
      about: aboutRule(rule),
      action: `${REACTION_RULES_PATH}/${rule.uid}/delete`,
      verb: t.remove,
      keep: { title: t.keep, href: ANOMALIES_PATH },
      submit: async () => {
        await this.rules.delete(rule.uid);
        return SeeOther.done(ANOMALIES_PATH, t.deleted);
      },
    });
  }
}

function crumbs(): Crumb[] {
  return [
    { title: texts('overview').title, href: OVERVIEW_PATH },
    { title: texts('attention').anomalies, href: ANOMALIES_PATH },
  ];
}
