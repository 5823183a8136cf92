import type { VNode } from 'preact';
import { shownMetadata } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { DescriptionList } from '../../../pages/components/text';
import { Card } from '../frame/portal-parts';
import type { OwnedLicense } from './portal-licenses.service';

interface Fact {
  readonly name: string;
  readonly text: string;
}

/** Values of metadata that the portal shows, those of later ones in place of earlier ones: texts, numbers and booleans. */
export function factsOf(...metadata: readonly (object | undefined)[]): Fact[] {
  const shown = Object.assign({}, ...metadata.map((one) => shownMetadata(one, 'portal'))) as object;
  return Object.entries(shown).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'boolean') {
      return [{ name, text: texts('words')[value ? 'yes' : 'no'] }];
    }
    return typeof value === 'string' || typeof value === 'number' ? [{ name, text: String(value) }] : [];
  });
}

/** Nothing if the vendor shows nothing of the product and the license and, to who manages it, of the customer. */
export function FactsCard({ owned: { license, product, user } }: { readonly owned: OwnedLicense }): VNode | null {
  const customer = user === null ? license.customer?.metadata : undefined;
  const facts = factsOf(product.metadata, license.metadata, customer);
  return facts.length === 0 ? null : (
    <Card id="about" title={texts('portalLicense').about}>
      <DescriptionList items={facts.map(({ name, text }) => ({ term: name, value: text }))} />
    </Card>
  );
}
