import type { VNode } from 'preact';
import type { License } from '../../licenses/licenses/license.entity';
import { ButtonLink } from '../components/button';
import { withQuery } from '../components/filters';
import { EmptyState, PageHeader, Section } from '../components/page-parts';
import { CopyButton, Key } from '../components/text';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { fieldsOf, type SelectionQueryDto } from './license-list-query.dto';
import { exportPath, licensePath, LICENSES_PATH, listPath, newPath } from './license-paths';

/** Keys that the page shows; the file has all. */
export const SHOWN_KEYS = 100;

export interface IssuedData {
  readonly query: SelectionQueryDto;
  readonly licenses: readonly License[];
  readonly count: number;
}

export function issuedPage(data: IssuedData): Page {
  const t = texts('issue');
  const title = data.count > 0 ? t.issued({ count: data.count }) : t.noneIssued;
  return new Page({ title, width: 'form', body: <Issued {...data} title={title} /> });
}

function Issued({ title, query, licenses, count }: IssuedData & { readonly title: string }): VNode {
  const t = texts('issue');
  const [first] = licenses;
  const crumbs = [{ title: texts('licenses').title, href: LICENSES_PATH }];
  if (!first) {
    const actions = <ButtonLink href={newPath}>{t.title}</ButtonLink>;
    return (
      <>
        <PageHeader title={title} crumbs={crumbs} />
        <EmptyState icon="key" title={title} actions={actions} />
      </>
    );
  }
  const download = withQuery(exportPath, query.id ? { id: query.id.join(',') } : fieldsOf(query));
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} lead={t.issuedLead} actions={<Actions query={query} first={first} />} />
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
          <ButtonLink icon="download" href={download}>
            {t.download}
          </ButtonLink>
        </div>
      </Section>
    </>
  );
}

function Actions({ query, first }: { readonly query: SelectionQueryDto; readonly first: License }): VNode {
  const t = texts('issue');
  const customer = first.customer?.uid;
  return (
    <>
      <ButtonLink
        icon="plus"
        href={withQuery(newPath, { product: query.product, policy: first.policy?.uid, customer })}
      >
        {t.another}
      </ButtonLink>
      {query.id ? (
        <ButtonLink look="primary" href={licensePath(first.uid)}>
          {t.open}
        </ButtonLink>
      ) : (
        <ButtonLink look="primary" href={listPath(query)}>
          {t.openList}
        </ButtonLink>
      )}
    </>
  );
}
