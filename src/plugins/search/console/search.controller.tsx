import { Get, Query, Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized, IsName, LETTER_OR_DIGIT, MAX_SCANNED_ROWS } from '../../../core/common';
import { SEARCH_TYPES, type SearchType } from '../../../core/common/internal';
import { texts } from '../../../core/i18n';
import {
  ApiKeysService,
  CurrentCaller,
  currentCaller,
  isPermitted,
  type LoggedIn,
  Permission,
} from '../../../core/identity';
import { SearchService } from '../search.service';
import { Button } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import { EmptyState, PageHeader } from '../../../pages/components/page-parts';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { findIn, type FoundPage, pagesFor } from '../../console/overview/found-pages';
import { settingsFor } from '../../console/overview/found-settings';
import { apiKeyPath } from '../../../pages/kit/record-paths';
import { SEARCH_PATH } from '../search-path';
import { shownHit } from './search-paths';
import { OptionalField } from '../../../pages/kit/optional-field';
import { Page } from '../../../pages/kit/page';
import { FromReplica, SettingsService } from '../../../core/platform';

class SearchPageQueryDto {
  @OptionalField()
  @IsName()
  q?: string;
}

const MAX_HITS = 20;
/** Shorter texts are hardly API keys. */
const MIN_API_KEY = 20;

export interface FoundEntry extends Omit<FoundPage, 'kind' | 'words' | 'further'> {
  readonly kind: FoundPage['kind'] | SearchType | 'api_key';
}

/** The kinds of results in their order. */
const KINDS: readonly FoundEntry['kind'][] = ['api_key', 'page', 'new', 'setting', ...SEARCH_TYPES];

export interface Found {
  readonly entries: readonly FoundEntry[];
  /** Also those that are not listed. */
  readonly total: number;
  /** Whether the total is exact; otherwise there are at least that many. */
  readonly isExact: boolean;
  readonly leavesOutRows: boolean;
}

/** Finds pages of the console and rows of all kinds that the user may see. */
@Injectable()
export class FindAnythingService {
  constructor(
    private readonly search: SearchService,
    private readonly apiKeys: ApiKeysService,
    private readonly settings: SettingsService,
  ) {}

  /** All pages without a text. */
  async find(q: string | undefined, caller: LoggedIn): Promise<Found> {
    const pages = findIn(
      [...pagesFor(caller), ...(q === undefined ? [] : settingsFor(caller, this.settings.definitions))],
      q ?? '',
    );
    // Nothing else has a name without a letter or a digit.
    if (q === undefined || !LETTER_OR_DIGIT.test(q)) {
      return { entries: pages, total: pages.length, isExact: true, leavesOutRows: false };
    }
    const apiKey = await this.apiKeyWith(q.trim());
    if (apiKey) {
      return { entries: [apiKey], total: 1, isExact: true, leavesOutRows: false };
    }
    const { hits, total, ...rest } = await this.search.search(q.trim(), SEARCH_TYPES, MAX_HITS);
    const entries = hits.map((hit) => ({
      kind: hit.type,
      title: hit.title,
      note: hit.subtitle,
      ...shownHit(hit),
    }));
    return { entries: [...pages, ...entries], total: pages.length + total, ...rest };
  }

  /** A pasted API key finds its entry. */
  private async apiKeyWith(value: string): Promise<FoundEntry | undefined> {
    const isWanted = value.length >= MIN_API_KEY && isPermitted(currentCaller(), Permission.ApiKeysRead);
    const found = isWanted ? await this.apiKeys.withValue(value) : undefined;
    return (
      found && {
        kind: 'api_key',
        title: found.name,
        note: found.prefix,
        path: apiKeyPath(found.uid),
        icon: 'key-round',
      }
    );
  }
}

@ConsoleController('console/search')
export class SearchPageController {
  constructor(private readonly anything: FindAnythingService) {}

  /** Each kind of row is found by those who may read it. */
  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async showSearch(@CurrentCaller() caller: LoggedIn, @Query() { q }: SearchPageQueryDto): Promise<Page> {
    const found = await this.anything.find(q, caller);
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
      <div data-hits>
        {KINDS.map((kind) => (
          <Hits key={kind} kind={kind} entries={entries} />
        ))}
      </div>
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

/** The results of a kind, with its name. */
function Hits({ kind, entries }: Pick<FoundEntry, 'kind'> & Pick<Found, 'entries'>): VNode | null {
  const own = entries.filter((entry) => entry.kind === kind);
  return own.length === 0 ? null : (
    <section class="hit-group" aria-labelledby={`hits-${kind}`}>
      <h2 id={`hits-${kind}`}>{texts('search').kinds[kind]}</h2>
      <ul class="hits">
        {own.map((entry) => (
          <Hit key={entry.path} {...entry} />
        ))}
      </ul>
    </section>
  );
}

function Hit({ title, note, path, icon }: FoundEntry): VNode {
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
      </a>
    </li>
  );
}
