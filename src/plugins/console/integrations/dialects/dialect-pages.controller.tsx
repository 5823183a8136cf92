import { Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Authorized, baseUrl, type FormValues } from '../../../../core/common';
import { PLUGINS_OFF } from '../../../../core/common/internal';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { textFor, texts } from '../../../../core/i18n';
import { Settings } from '../../../../core/platform';
import { Badge } from '../../../../pages/components/badge';
import { detailPage } from '../../../../pages/components/detail-page';
import { type Column, RowTitle, Table } from '../../../../pages/components/table';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { FormState } from '../../../../pages/kit/form-state';
import { type Page, type PageForm, SeeOther } from '../../../../pages/kit/page';
import { FormBody } from '../../../../pages/kit/parameters';
import { dialectPath } from '../../../../pages/kit/record-paths';
import { attemptChange } from '../../../../pages/kit/submit-form';
import { SettingChangesService } from '../../../../core/events';
import { changesIn, messagesOf, touchedValues, valuesOf, withReset } from '../../../../pages/settings/setting-values';
import { type DialectOverview, DialectOverviewsService } from './dialect-overviews.service';
import { aboutDialect, dialectPage } from './dialect.view';
import { TryRequestService } from './try-request.service';
import { tryForm, TryQueryDto } from './try.view';

/** The APIs of this server, their settings, and requests to them. */
@ConsoleController('console/api-compatibility')
export class DialectPagesController {
  constructor(
    private readonly overviews: DialectOverviewsService,
    private readonly requests: TryRequestService,
    private readonly changes: SettingChangesService,
    private readonly environment: Settings,
  ) {}

  @Get()
  @Authorized(Permission.MonitoringRead)
  async showDialects(): Promise<Page> {
    return dialectListPage(await this.overviews.list());
  }

  @Get(':name')
  @Authorized(Permission.MonitoringRead)
  showDialect(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
  ): Promise<Page> {
    return this.page(caller, name, request);
  }

  /** Saves the settings of the API; the buttons beside them only change the form. */
  @Post(':name')
  @Authorized(Permission.SettingsWrite)
  async saveDialectSettings(
    @CurrentCaller() caller: Caller,
    @Param('name') name: string,
    @Req() request: FastifyRequest,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    const settings = await this.overviews.settingsOf(name);
    const reset = withReset(body, settings);
    const values = touchedValues(reset ?? body, settings);
    const show = (form = FormState.of(values)): Promise<Page> => this.page(caller, name, request, form);
    if (reset) {
      return show();
    }
    return attemptChange({
      body: values,
      messages: messagesOf(values, settings),
      submit: async () => {
        const { saved, unchanged } = texts('settings');
        const entries = await this.changes.save(changesIn(values, settings));
        return SeeOther.done(dialectPath(name), entries.length === 0 ? unchanged : saved);
      },
      show,
      asksReason: true,
    });
  }

  /** A request counts as one of a program: it may take a seat. */
  @FormRoute(':name/try')
  @Authorized(Permission.LicensesWrite)
  tryOperation(@Param('name') name: string, @Query() query: TryQueryDto, @Req() request: FastifyRequest): PageForm {
    const sample = this.overviews.sampleRequest(name, query.operation);
    return tryForm(sample, (input) => this.requests.send(name, sample.operation, input, request));
  }

  private async page(caller: Caller, name: string, request: FastifyRequest, form?: FormState): Promise<Page> {
    const details = await this.overviews.get(name);
    const base = baseUrl(request, this.environment.PUBLIC_URL);
    return dialectPage(details, {
      base,
      form: form ?? FormState.of(valuesOf(details.settings)),
      canTry: isPermitted(caller, Permission.LicensesWrite),
      canRead: isPermitted(caller, Permission.SettingsRead),
      canWrite: isPermitted(caller, Permission.SettingsWrite),
    });
  }
}

/** The addresses of these pages in earlier releases. */
@ConsoleController('console/dialects')
@Authorized(Permission.MonitoringRead)
export class FormerDialectPagesController {
  @Get(['', ':name', ':name/*'])
  leadToDialectPage(@Req() { url }: FastifyRequest): SeeOther {
    return new SeeOther(url.replace('/console/dialects', '/console/api-compatibility'));
  }
}

function dialectListPage(overviews: readonly DialectOverview[]): Page {
  const t = texts('dialects');
  const apis = texts('settingNames').apis;
  const off = [...PLUGINS_OFF].flatMap((name) => textFor(apis, name) ?? []);
  return detailPage({
    title: t.title,
    lead: t.lead,
    main: (
      <>
        <Table label={t.title} rows={overviews} columns={columns()} />
        {off.length > 0 && <p class="hint">{t.offNote({ apis: off.join(', ') })}</p>}
      </>
    ),
  });
}

function columns(): Column<DialectOverview>[] {
  const t = texts('dialects');
  return [
    {
      head: t.api,
      onCard: 'title',
      cell: ({ dialect }) => (
        <RowTitle href={dialectPath(dialect.name)} title={dialect.title} note={aboutDialect(dialect)} />
      ),
    },
    { head: t.access, width: 15, onCard: 'status', cell: ({ isOpen }) => <AccessBadge isOpen={isOpen} /> },
    // In words, for a card has no heads.
    {
      head: t.checks,
      width: 20,
      onCard: 'wide',
      cell: ({ verdicts }) => t.checksOf({ total: verdicts.total, denied: verdicts.refused }),
    },
  ];
}

export function AccessBadge({ isOpen }: { readonly isOpen: boolean }): VNode {
  const t = texts('dialects');
  return (
    <Badge tone={isOpen ? 'warn' : 'ok'} icon={isOpen ? 'lock-open' : 'circle-check'} text={isOpen ? t.open : t.on} />
  );
}
