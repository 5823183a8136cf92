import type { VNode } from 'preact';
import { AttentionList } from '../../../src/pages/components/attention-list';
import { Bars } from '../../../src/pages/components/bars';
import { Chart } from '../../../src/pages/components/chart';
import { LiveStatus } from '../../../src/pages/components/live';
import { Section } from '../../../src/pages/components/page-parts';
import { Segmented } from '../../../src/pages/components/segmented';
import type { Samples } from './samples';

const PATH = '/console/components';
const HOURS = [...Array(24).keys()];

/** Charts, and what needs attention. */
export function ChartSamples({ samples }: { readonly samples: Samples }): VNode {
  const { text, at } = samples;
  return (
    <Section id="charts" title="Charts">
      <p class="samples">
        <Segmented
          label="Span"
          segments={[
            { title: '24 hours', href: PATH, isCurrent: true },
            { title: text, href: `${PATH}?span=7d`, isCurrent: false },
          ]}
        />
        <LiveStatus href={PATH} />
      </p>
      <Chart
        id="sample-stacked"
        label={text}
        kind="stacked"
        series={[
          { title: 'Usable', figure: 'usable', total: 87_987 },
          { title: text, figure: 'refused', total: 4_728 },
        ]}
        columns={HOURS.map((hour) => ({
          title: `${hour}:00`,
          label: hour % 6 === 0 ? `${hour}:00` : undefined,
          values: [4_000 + hour * 90, hour * 20],
        }))}
        stepTitle="Hour"
        otherHref={`${PATH}?table=1`}
        isTable={false}
      >
        {text}
      </Chart>
      <Bars
        figure="refused"
        bars={[
          { title: 'PRODUCT_INACTIVE', isCode: true, href: PATH, count: 2_610 },
          { title: text, count: 65 },
        ]}
      />
      <AttentionList
        items={[
          {
            key: 'bad',
            tone: 'bad',
            icon: 'octagon-alert',
            sentence: ['Webhook ', <b key="name">{text}</b>, ' fails'],
            evidence: text,
            at,
            action: { text: 'View', href: PATH },
          },
          { key: 'info', tone: 'info', icon: 'clock', sentence: text, action: { text: 'Review', href: PATH } },
        ]}
      />
    </Section>
  );
}
