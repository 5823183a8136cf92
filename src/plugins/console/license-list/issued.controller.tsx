import { Get, Query } from '@nestjs/common';
import { Authorized, Calendar, Clock } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { License } from '../../../core/licenses';
import { LicenseListService } from '../../../core/licensing/internal';
import { ButtonLink, type ActionLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { EmptyState, Section } from '../../../pages/components/page-parts';
import { CopyButton, Key } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { licensePath } from '../../../pages/kit/record-paths';
import { COUNTED_LICENSES, fieldsOf, filterOf, SelectionQueryDto } from './license-list-query.dto';
import { exportFilePath, licensesCrumbs, listPath, newPath } from './license-paths';

/** Keys that the page shows; the file has all. */
const SHOWN_KEYS = 100;

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
  const download = withQuery(exportFilePath, query.id ? { id: query.id.join(',') } : fieldsOf(query));
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
