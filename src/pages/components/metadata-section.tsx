import type { VNode } from 'preact';
import { Section } from './page-parts';
import { DescriptionList, type Detail } from './text';

interface MetadataProps {
  readonly title: string;
  readonly metadata: object;
}

/** The fields of metadata; null if there are none. */
export function MetadataSection({ title, metadata }: MetadataProps): VNode | null {
  const items = metadataDetails(metadata);
  return items.length === 0 ? null : (
    <Section id="metadata" title={title}>
      <DescriptionList items={items} />
    </Section>
  );
}

/** The fields of metadata as terms; a value that is no text is shown as JSON. */
export function metadataDetails(metadata: object): Detail[] {
  return Object.entries(metadata).map(([term, value]: [string, unknown]) => ({
    term,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}
