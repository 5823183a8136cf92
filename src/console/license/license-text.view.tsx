import type { License } from '../../licenses/licenses/license.entity';
import { detailPage } from '../components/detail-page';
import { Code } from '../components/text';
import { formatDate, formatNumber } from '../../i18n/format';
import type { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-paths';

/** A text for a mail: the console sends none. */
export function textPage(license: License): Page {
  const t = texts('licenseActions');
  const { key, product, maxActivations, expiresAt } = license;
  const seats = maxActivations === null ? t.anyNumber : formatNumber(maxActivations);
  const text = t.customerText({
    key,
    product: product?.name ?? '',
    seats,
    ends: expiresAt ? formatDate(expiresAt) : t.forever,
  });
  return detailPage({
    title: t.textTitle,
    width: 'confirmation',
    crumbs: crumbsOf(license),
    lead: t.textLead,
    main: <Code label={t.textTitle} text={text} />,
  });
}
