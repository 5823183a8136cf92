import type { VNode } from 'preact';
import { DetailColumns } from '../../../src/pages/components/detail-page';
import { Fold, Folds, QuietFold } from '../../../src/pages/components/fold';
import { RuleList } from '../../../src/pages/components/rule-list';
import { DescriptionList } from '../../../src/pages/components/text';
import type { Samples } from './samples';
import { Section } from '../../../src/pages/components/page-parts';

/** A page about one thing, with a rail. */
export function DetailSamples({ samples }: { readonly samples: Samples }): VNode {
  const link = { href: '/console/components', title: samples.text };
  return (
    <DetailColumns
      sidebar={
        <Section id="rail" title="Details of the sample" link={link}>
          <DescriptionList items={[{ term: 'Product', value: samples.text }]} />
        </Section>
      }
    >
      <Section id="linked" title="Seats of the sample" note={samples.text} link={link}>
        <p>{samples.text}</p>
      </Section>
      <RuleList
        rules={[
          { name: 'seats', title: samples.text, means: samples.text, value: samples.text, byDefault: samples.text },
          { name: 'term', title: 'Term', value: 'no end', change: link.href },
        ]}
      />
      <Folds>
        <Fold id="fold-open" title="Limits" line={samples.text} count="1 changed" isOpen>
          <QuietFold title={samples.text}>{samples.text}</QuietFold>
        </Fold>
        <Fold id="fold-closed" title={samples.text} line={samples.text} count="6 values">
          {samples.text}
        </Fold>
      </Folds>
    </DetailColumns>
  );
}
