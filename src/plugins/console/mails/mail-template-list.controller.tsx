import { Get, Query } from '@nestjs/common';
import { ProductsService } from '../../../core/catalog';
import { Authorized } from '../../../core/common';
import { LANGUAGES, texts, viewer } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { MailTemplatesService } from '../../../core/mail';
import { isEnabled, type Template } from '../../../core/mail/internal';
import { MailQueueService, SettingValuesService } from '../../../core/platform';
import { Badge } from '../../../pages/components/badge';
import { listPage } from '../../../pages/components/list-page';
import { type Column, Cut, NoValue, RowTitle } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { kindTitle, mailCrumbs, MailTabs, OffBanner, sourceOf } from './mail-parts';
import { TemplateListQueryDto, templatePath, TEMPLATES_PATH } from './mail-paths';

/** Products that the list offers: the newest. */
const OFFERED_PRODUCTS = { limit: 50 } as const;

/** The texts of e-mails by kind. */
@ConsoleController(TEMPLATES_PATH)
export class MailTemplateListController {
  constructor(
    private readonly templates: MailTemplatesService,
    private readonly products: ProductsService,
    private readonly queue: MailQueueService,
    private readonly settings: SettingValuesService,
  ) {}

  @Get()
  @Authorized('mail-templates:read')
  async showTemplates(@CurrentCaller() caller: Caller, @Query() query: TemplateListQueryDto): Promise<Page> {
    const t = texts('mails');
    const { q, language = viewer().language, product } = query;
    const { rows: products } = await this.products.list(OFFERED_PRODUCTS);
    const values = products.map(({ reference, name }) => ({ value: reference, title: name }));
    return listPage({
      title: t.texts,
      lead: t.textsLead,
      crumbs: mailCrumbs(),
      above: (
        <>
          <MailTabs current={TEMPLATES_PATH} caller={caller} />
          <OffBanner isOn={this.queue.isOn} />
        </>
      ),
      path: TEMPLATES_PATH,
      query: { q, product, language },
      views: {
        label: t.languages,
        field: 'language',
        all: LANGUAGES.map((value) => ({ value, title: t.languageNames[value] })),
      },
      search: {
        label: t.texts,
        placeholder: t.searchTexts,
        filters: [{ field: 'product', title: t.product, values }],
      },
      rows: (await this.templates.list(language, product)).filter(containing(q)),
      columns: this.columns(product, isPermitted(caller, 'mail-templates:write')),
      order: t.byKind,
      pages: {},
      empty: { icon: 'mail', title: t.nothingTitle, text: t.emptyText },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }

  private columns(product: string | undefined, canWrite: boolean): Column<Template>[] {
    const t = texts('mails');
    return [
      {
        head: t.kind,
        width: 40,
        onCard: 'title',
        cell: ({ kind, language, subject }) =>
          canWrite ? (
            <RowTitle href={templatePath({ kind, language, product })} title={kindTitle(kind)} note={subject} />
          ) : (
            <Cut text={kindTitle(kind)} note={subject} />
          ),
      },
      {
        name: 'enabled',
        head: t.state,
        width: 15,
        onCard: 'status',
        cell: ({ kind }) =>
          isEnabled(this.settings, kind) ? (
            <Badge tone="ok" icon="circle-check" text={t.on} />
          ) : (
            <Badge tone="outlined" icon="circle-dashed" text={t.off} />
          ),
      },
      { name: 'source', head: t.source, width: 25, onCard: 'left', cell: sourceOf },
      {
        name: 'changed',
        head: t.changed,
        isRight: true,
        onCard: 'right',
        cell: ({ updatedAt }) => (updatedAt ? <Time at={updatedAt} as="age" /> : <NoValue />),
      },
    ];
  }
}

function containing(q = ''): (template: Template) => boolean {
  const part = q.toLowerCase();
  return ({ kind, subject }) => `${kindTitle(kind)} ${subject}`.toLowerCase().includes(part);
}
