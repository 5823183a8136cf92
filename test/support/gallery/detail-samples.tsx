import type { VNode } from 'preact';
import { DetailColumns } from '../../../src/console/components/detail-page';
import { DescriptionList } from '../../../src/console/components/text';
import type { Samples } from './samples';
import { Section } from '../../../src/console/components/page-parts';

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
    </DetailColumns>
  );
}
