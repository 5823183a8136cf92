import type { VNode } from 'preact';
import { VERSION } from '../../common/version';
import type { Alert } from '../../platform/alerts/alert.entity';
import { Badge } from '../components/badge';
import { Banner } from '../components/banner';
import { ButtonLink } from '../components/button';
import { PageHeader, Section } from '../components/page-parts';
import { type Column, Cut, Table } from '../components/table';
import { DescriptionList, Time } from '../components/text';
import { formatBytes, formatNumber } from '../../i18n/format';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { viewer } from '../../i18n/viewer';
import { ConnectionList, DatabaseTables, Partitions, Backups } from './database.view';
import { Jobs, RateLimits } from './jobs.view';
import { PartView } from './part.view';
import type { SystemReport } from './system-report.service';

export function systemPage(report: SystemReport): Page {
  const t = texts('system');
  const body = (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead({ zone: viewer().zone })}
        actions={<ButtonLink icon="refresh-cw" href="/console/system" text={t.reload} />}
      />
      <Health {...report} />
      <Alerts {...report} />
      <Versions {...report} />
      <DatabaseTables {...report} />
      <ConnectionList {...report} />
      <Partitions {...report} />
      <Jobs {...report} />
      <RateLimits {...report} />
      <Backups {...report} />
    </>
  );
  return new Page({ title: t.title, body });
}

function Health({ problem }: SystemReport): VNode {
  const t = texts('system');
  return problem === null ? (
    <Banner tone="ok" id="health" title={t.ready}>
      {t.readyText}
    </Banner>
  ) : (
    <Banner tone="bad" id="health" title={t.notReady}>
      {problem}
    </Banner>
  );
}

function Alerts({ alerts }: SystemReport): VNode {
  const t = texts('system');
  return (
    <Section id="alerts" title={t.alerts} note={t.alertsNote}>
      <PartView part={alerts}>
        {(open) =>
          open.length === 0 ? (
            <p class="unset">{t.noAlerts}</p>
          ) : (
            <Table label={t.alerts} rows={open} columns={alertColumns()} />
          )
        }
      </PartView>
      <p class="section-more">
        <a href="/console/settings#group-alerts-title">{t.changeLimits}</a>
      </p>
    </Section>
  );
}

function alertColumns(): Column<Alert>[] {
  const t = texts('system');
  return [
    {
      head: t.alerts,
      onCard: 'wide',
      cell: ({ message, type, node }) => (
        <div class="setting">
          <b>{message}</b>
          <span class="row-note">
            {type} · {node === '' ? t.allNodes : node}
          </span>
        </div>
      ),
    },
    {
      head: t.state,
      width: 15,
      onCard: 'left',
      cell: ({ severity }) =>
        severity === 'critical' ? (
          <Badge tone="bad" icon="octagon-alert" text={t.critical} />
        ) : (
          <Badge tone="warn" icon="triangle-alert" text={t.warning} />
        ),
    },
    {
      head: t.since,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ raisedAt }) => <Time at={raisedAt} as="age" />,
    },
  ];
}

function Versions({ process: { node, uptimeSeconds, memory, eventLoopDelay }, database }: SystemReport): VNode {
  const t = texts('system');
  const startedAt = new Date(viewer().now.getTime() - uptimeSeconds * 1_000);
  return (
    <Section id="versions" title={t.versions}>
      <DescriptionList
        items={[
          { term: 'Keyward', value: VERSION },
          { term: 'Node.js', value: process.version.slice(1) },
          { term: 'PostgreSQL', value: database?.version ?? t.unknown },
          { term: t.node, value: <Cut text={node} /> },
          { term: t.uptime, value: <Time at={startedAt} /> },
          { term: t.memory, value: t.memoryOf({ used: formatBytes(memory.rss), heap: formatBytes(memory.heapUsed) }) },
          {
            term: t.delay,
            value: t.delayOf({ p99: formatNumber(eventLoopDelay.p99), max: formatNumber(eventLoopDelay.max) }),
          },
        ]}
      />
    </Section>
  );
}
