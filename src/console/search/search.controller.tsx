import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized } from '../../common/access/authorized.decorator';
import { MAX_SCANNED_ROWS } from '../../common/pagination/page-request';
import { IsName } from '../../common/validation/fields';
import { texts } from '../../i18n/texts';
import { CurrentCaller, type LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { Button } from '../components/button';
import { Icon } from '../components/icon';
import { EmptyState, PageHeader } from '../components/page-parts';
import { ConsoleController } from '../frame/console-controller.decorator';
import { SEARCH_PATH } from '../frame/search-paths';
import { OptionalField } from '../kit/optional-field';
import { Page } from '../kit/page';
import { FindAnythingService, type Found, type FoundEntry } from './find-anything.service';

class SearchPageQueryDto {
  @OptionalField()
  @IsName()
  q?: string;
}

@ConsoleController('console/search')
export class SearchPageController {
  constructor(private readonly anything: FindAnythingService) {}

  /** Each kind of row is found by those who may read it. */
  @Get()
  @Authorized(Permission.LicensesRead)
  async showSearch(@CurrentCaller() { user }: LoggedIn, @Query() { q }: SearchPageQueryDto): Promise<Page> {
    const found = await this.anything.find(q, user.role);
    return new Page({ title: texts('search').title, body: <SearchBody q={q} found={found} /> });
  }
}

function SearchBody({ q, found }: { readonly q: string | undefined; readonly found: Found }): VNode {
  const t = texts('search');
  const { entries, total, isExact, leavesOutRows } = found;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <form class="search-page-form" method="get" action={SEARCH_PATH} role="search" aria-label={t.title}>
        <span class="search">
          <Icon name="search" />
          <input type="search" name="q" value={q} aria-label={t.label} placeholder={t.searchOrGo} autoFocus />
        </span>
        <Button text={t.submit} />
      </form>
      {q !== undefined && entries.length > 0 && (
        <p class="search-summary" data-hits-summary>
          {isExact ? t.found({ count: total, q }) : t.atLeast({ count: total, q })}.{' '}
          {total > entries.length && t.newest({ shown: entries.length })}
        </p>
      )}
      {leavesOutRows && (
        <p class="hint search-note">{texts('components').newestSearched({ rows: MAX_SCANNED_ROWS })}</p>
      )}
      <ul class="hits" data-hits>
        {entries.map((entry) => (
          <Hit key={`${entry.kind} ${entry.path}`} {...entry} />
        ))}
      </ul>
      {q !== undefined && entries.length === 0 && (
        <div data-hits-summary>
          <EmptyState icon="search" title={t.nothing({ q })}>
            {t.nothingHint}
          </EmptyState>
        </div>
      )}
    </>
  );
}

function Hit({ kind, title, note, path, icon }: FoundEntry): VNode {
  return (
    <li>
      <a class="hit" href={path}>
        <Icon name={icon} />
        <span class="hit-text">
          <span class="hit-title" title={title}>
            {title}
          </span>
          {note !== '' && <span class="hit-note">{note}</span>}
        </span>
        <span class="hit-kind">{texts('search').kinds[kind]}</span>
      </a>
    </li>
  );
}
