import { Body, Get, Post } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Authorized, Calendar, Clock } from '../../../core/common';
import { formatPercent, texts } from '../../../core/i18n';
import { CurrentCaller, isPermitted, type LoggedIn, Permission, type VisibleView } from '../../../core/identity';
import { SavedViewsService } from '../../../core/identity/internal';
import { DimensionStatisticsService, LicenseListService } from '../../../core/licensing/internal';
import { FromReplica } from '../../../core/platform';
import { countText } from '../../../pages/components/list-counts';
import { PageHeader, Section } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { viewPath, VIEWS_PATH } from '../../../pages/kit/list-address';
import { Page, SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import {
  reportedBy,
  reportedPages,
  reportPlace,
  REPORTS_PATH,
  savedReports,
} from '../../../pages/reports/report-places';
import { filterOf } from '../license-list/license-list-query.dto';
import { ReportMailsService } from './report-mails.service';
import { type Card, Cards, MailVerb } from './reports.view';
import { comparisonPath, reportPath, REPORTS } from './reports';

/** The cards count licenses up to this number. */
const COUNTED = 1_000;
const VERSIONS = 100;

class MailDto {
  @IsIn(['1', '0'])
  mail!: '1' | '0';
}

/** The reports that come with Keyward, and those that somebody saved. */
@ConsoleController(REPORTS_PATH.slice(1))
export class ReportsController {
  constructor(
    private readonly licenses: LicenseListService,
    private readonly statistics: DimensionStatisticsService,
    private readonly views: SavedViewsService,
    private readonly mails: ReportMailsService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async showReports(@CurrentCaller() caller: LoggedIn): Promise<Page> {
    const t = texts('reports');
    const canCompare = isPermitted(caller, Permission.MonitoringRead);
    const pages = reportedPages(caller);
    const saved = await this.views.ofLists(
      caller.user,
      pages.map(({ of }) => savedReports(of)),
    );
    const mailed = await this.mails.ofUser(caller.user);
    const canMail = this.mails.canSendTo(caller.user);
    const body = (
      <>
        <PageHeader title={t.title} lead={t.indexLead} />
        <Cards cards={[...(await this.cards()), ...(canCompare ? [await this.versionsCard()] : [])]} />
        <Section id="own" title={t.add}>
          <Cards
            cards={pages.map(({ of, title, icon }) => ({ icon, title, text: t.leads[of], href: reportPlace(of) }))}
          />
        </Section>
        <Section id="saved" title={t.saved} link={{ href: VIEWS_PATH, title: texts('views').manage }}>
          {saved.length === 0 ? (
            <p class="note">{t.noneSaved}</p>
          ) : (
            <Cards
              cards={saved.map((view) => ({
                ...savedCard(view),
                below: <MailVerb id={view.id} name={view.name} isOn={mailed.has(view.id)} />,
              }))}
            />
          )}
          {saved.length > 0 && !canMail && <p class="note">{t.mail.off}</p>}
        </Section>
      </>
    );
    return new Page({ title: t.title, body });
  }

  @Post(':id/mail')
  @Authorized(Permission.OwnSession)
  async mailReport(@CurrentCaller() caller: LoggedIn, @Id() id: string, @Body() { mail }: MailDto): Promise<SeeOther> {
    const t = texts('reports').mail;
    const isOn = mail === '1';
    if (isOn && !this.mails.canSendTo(caller.user)) {
      return new SeeOther(REPORTS_PATH, { tone: 'bad', text: t.off });
    }
    await this.mails.subscribe(caller.user, id, isOn);
    return SeeOther.done(REPORTS_PATH, isOn ? t.started({ email: caller.user.email ?? '' }) : t.stopped);
  }

  private async cards(): Promise<Card[]> {
    const t = texts('reports');
    const now = this.clock.now();
    const cards: Card[] = [];
    for (const { name, icon, query } of REPORTS) {
      const count = await this.licenses.count(filterOf(query, now, this.calendar), COUNTED + 1);
      const figure = countText(count, COUNTED);
      cards.push({ icon, title: t.of[name], text: t.lead[name], figure, href: reportPath(query) });
    }
    return cards;
  }

  private async versionsCard(): Promise<Card> {
    const t = texts('reports');
    const { rows } = await this.statistics.read({ by: 'version', order: 'devices', limit: VERSIONS });
    const devices = rows.reduce((sum, row) => sum + (row.devices ?? 0), 0);
    const most = rows.find(({ name }) => name);
    const share = formatPercent((most?.devices ?? 0) / Math.max(devices, 1));
    const card = { icon: 'split', title: t.of.versions, href: comparisonPath('version') } as const;
    return most && devices > 0
      ? { ...card, figure: share, text: t.mostRun({ version: most.name ?? '' }) }
      : { ...card, text: t.lead.versions };
  }
}

function savedCard({ list, name, query, isOwn, isShared, owner }: VisibleView): Card {
  const t = texts('views');
  const text = isOwn ? (isShared ? t.everybody : t.onlyMe) : t.by({ owner });
  return {
    icon: isShared ? 'users' : 'user',
    title: name,
    text,
    href: viewPath(reportPlace(reportedBy(list) ?? 'licenses'), query),
  };
}
