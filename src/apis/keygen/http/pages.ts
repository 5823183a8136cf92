import type { NumberedRequest } from '../../../core/common';
import type { PageLinksDto } from './dto/json-api.dto';
import type { PageQueryDto } from './dto/query.dto';

/** The rows that a request asks for. */
export function pageIn({ limit = 10, 'page[number]': page = 1, 'page[size]': size }: PageQueryDto): NumberedRequest {
  return { page, perPage: size ?? limit };
}

/**
 * Links to the other pages, if the request names a page.
 * @param path of the list, with its account
 */
export function pageLinks(query: PageQueryDto, path: string, total: number | null): { readonly links?: PageLinksDto } {
  if (query['page[number]'] === undefined) {
    return {};
  }
  const { page, perPage } = pageIn(query);
  const count = total ?? 0;
  const pages = Math.ceil(count / perPage);
  const filters = filtersIn(query);
  const at = (number: number): string => `${path}?${filters}page[number]=${number}&page[size]=${perPage}`;
  const link = (number: number): string | null => (number < 1 || number > pages ? null : at(number));
  return {
    links: {
      self: at(page),
      prev: link(page - 1),
      next: link(page + 1),
      first: at(1),
      last: link(pages),
      meta: { pages, count },
    },
  };
}

const OF_PAGE = ['limit', 'page[number]', 'page[size]'];

/** The other fields of the query, which the links repeat. */
function filtersIn(query: object): string {
  return Object.entries(query)
    .flatMap(([name, value]: [string, unknown]) => (OF_PAGE.includes(name) ? [] : textsOf(name, value)))
    .map((text) => `${text}&`)
    .join('');
}

function textsOf(name: string, value: unknown): string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
      textsOf(`${name}[${encodeURIComponent(key)}]`, one),
    );
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? [`${name}=${encodeURIComponent(value)}`]
    : [];
}
