import type { NumberedRequest } from '../../../common/pagination/page-request';
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
  const link = (number: number): string | null =>
    number < 1 || number > pages ? null : `${path}?page[number]=${number}&page[size]=${perPage}`;
  return {
    links: {
      self: `${path}?page[number]=${page}&page[size]=${perPage}`,
      prev: link(page - 1),
      next: link(page + 1),
      first: `${path}?page[number]=1&page[size]=${perPage}`,
      last: link(pages),
      meta: { pages, count },
    },
  };
}
