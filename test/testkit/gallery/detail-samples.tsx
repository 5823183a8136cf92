import type { VNode } from 'preact';
import { DetailColumns } from '../../../src/pages/components/detail-page';
import { DifferenceList } from '../../../src/pages/components/difference-list';
import { Fold, Folds, QuietFold } from '../../../src/pages/components/fold';
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
      <DifferenceList
        items={[
          { name: 'seats', sentence: samples.text, consequence: samples.text, byDefault: samples.text, change: link },
          { name: 'term', sentence: 'No end', consequence: 'Apps see the end as valid_until.' },
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
