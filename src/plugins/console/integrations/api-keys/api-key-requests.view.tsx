import type { VNode } from 'preact';
import type { Page as RowPage } from '../../../../core/common';
import type { ApiKey } from '../../../../core/identity';
import type { ApiKeyUsage, LoggedVerdict } from '../../../../core/licensing/internal';
import { formatNumber, texts, viewer } from '../../../../core/i18n';
import { Chart } from '../../../../pages/components/chart';
import { dayColumns } from '../../../../pages/components/chart-steps';
import { withQuery } from '../../../../pages/components/filters';
import { Section } from '../../../../pages/components/page-parts';
import { apiKeyRequestColumns, RequestList, type RequestListQueryDto } from '../../requests/request-list';
import { keyPath } from './api-key-parts';

interface RequestsProps {
  readonly apiKey: ApiKey;
  readonly usage: ApiKeyUsage;
  readonly query: RequestListQueryDto;
  readonly page: RowPage<LoggedVerdict>;
  readonly isTable: boolean;
}

/** Requests of programs with a key. */
export function ApiKeyRequests({ apiKey, usage, query, page, isTable }: RequestsProps): VNode {
  const { usage: t } = texts('apiKeys');
  const path = keyPath(apiKey.uid);
  const table = isTable ? '1' : undefined;
  return (
    <>
      <Section id="usage" title={t.title}>
        {usage.total === 0 ? (
          <p class="unset">{t.unused}</p>
        ) : (
          <UsageChart
            usage={usage}
            isTable={isTable}
            otherHref={withQuery(path, { ...query, table: isTable ? undefined : '1' })}
          />
        )}
      </Section>
      <Section id="requests" title={t.requests} note={t.requestsNote({ zone: viewer().zone })}>
        <RequestList path={path} kept={{ table }} query={query} page={page} columns={apiKeyRequestColumns()} />
      </Section>
    </>
  );
}

interface UsageChartProps {
  readonly usage: ApiKeyUsage;
  readonly isTable: boolean;
  readonly otherHref: string;
}

/** The requests with a key by day. */
function UsageChart({ usage, ...place }: UsageChartProps): VNode {
  const t = texts('apiKeys').usage;
  const { days, total, refused } = usage;
  return (
    <Chart
      id="usage-chart"
      label={`${t.title}: ${formatNumber(total - refused)} ${t.usable}, ${formatNumber(refused)} ${t.refused}`}
      kind="stacked"
      series={[
        { title: t.usable, figure: 'usable', total: total - refused },
        { title: t.refused, figure: 'refused', total: refused },
      ]}
      columns={dayColumns(days, (day) => [day.total - day.refused, day.refused])}
      stepTitle={t.day}
      {...place}
    >
      {t.caption({ zone: viewer().zone })}
    </Chart>
  );
}
