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
import { type FoundPage, pagesFor } from '../../console/overview/found-pages';
import { apiKeyPath } from '../../../pages/kit/record-paths';
import { SEARCH_PATH } from '../search-path';
import { shownHit } from './search-paths';
import { OptionalField } from '../../../pages/kit/optional-field';
import { Page } from '../../../pages/kit/page';
import { FromReplica } from '../../../core/platform';

class SearchPageQueryDto {
  @OptionalField()
  @IsName()
  q?: string;
}

const MAX_HITS = 20;
/** Shorter texts are hardly API keys. */
const MIN_API_KEY = 20;

export interface FoundEntry extends Omit<FoundPage, 'kind'> {
  readonly kind: FoundPage['kind'] | SearchType | 'api_key';
}

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
  ) {}

  /** All pages without a text. */
  async find(q: string | undefined, caller: LoggedIn): Promise<Found> {
    const pages = pagesWith(q ?? '', caller);
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

/** The pages whose titles have all words of a text, which may begin with "go to". */
function pagesWith(q: string, caller: LoggedIn): FoundPage[] {
  const t = texts('search');
  const typed = q.trim().toLowerCase();
  const goTo = t.kinds.page.toLowerCase();
  const words = (typed.startsWith(goTo) ? typed.slice(goTo.length) : typed).split(/\s+/);
  return pagesFor(caller).filter(({ title, kind }) => {
    const text = `${title} ${kind === 'new' ? t.newToo : ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
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
