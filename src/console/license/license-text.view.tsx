import type { License } from '../../licenses/licenses/license.entity';
import { PageHeader } from '../components/page-parts';
import { Code } from '../components/text';
import { formatDate, formatNumber } from '../../i18n/format';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';

/** A text for a mail: the console sends none. */
export function textPage({ uid, key, product, maxActivations, expiresAt }: License): Page {
  const t = texts('licenseActions');
  const seats = maxActivations === null ? t.anyNumber : formatNumber(maxActivations);
  const text = t.customerText({
    key,
    product: product?.name ?? '',
    seats,
    ends: expiresAt ? formatDate(expiresAt) : t.forever,
  });
  const body = (
    <>
      <PageHeader title={t.textTitle} crumbs={crumbsOf(uid, key)} lead={t.textLead} />
      <Code label={t.textTitle} text={text} />
    </>
  );
  return new Page({ title: t.textTitle, width: 'confirmation', body });
}
