import type { LicensedAnomaly } from '../../licensing/anomalies/anomalies.service';
import { AttentionList } from '../components/attention-list';
import { withQuery } from '../components/filters';
import { EmptyState, PageHeader } from '../components/page-parts';
import { Pager } from '../components/table';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { anomalyItem } from './attention';
import { OVERVIEW_PATH } from './overview-query.dto';

/** The unresolved anomalies, newest first. @param next the cursor of the next page */
export function anomaliesPage(rows: readonly LicensedAnomaly[], next: string | null, canResolve: boolean): Page {
  const t = texts('attention');
  const body = (
    <>
      <PageHeader
        title={t.anomalies}
        crumbs={[{ title: texts('overview').title, href: OVERVIEW_PATH }]}
        lead={t.anomaliesLead}
      />
      {rows.length === 0 ? (
        <EmptyState icon="circle-check" title={t.noAnomalies} />
      ) : (
        <AttentionList items={rows.map((anomaly) => anomalyItem(anomaly, canResolve))} />
      )}
      {next !== null && (
        <Pager text={t.newestFirst} nextHref={withQuery(`${OVERVIEW_PATH}/anomalies`, { after: next })} />
      )}
    </>
  );
  return new Page({ title: t.anomalies, body });
}
