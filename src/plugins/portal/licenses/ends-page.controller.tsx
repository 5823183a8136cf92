import { Get, type StreamableFile } from '@nestjs/common';
import type { VNode } from 'preact';
import { csvFile, RateLimited } from '../../../core/common';
import { formatDate, texts } from '../../../core/i18n';
import { ButtonLink } from '../../../pages/components/button';
import { Icon, type IconName } from '../../../pages/components/icon';
import { Page } from '../../../pages/kit/page';
import { PortalController } from '../frame/portal-controller.decorator';
import { Card, PortalHead } from '../frame/portal-parts';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { LICENSES_PATH } from '../sign-in/sign-in-pages';
import type { LicenseEnd } from './license-addition';
import { licensePath } from './license-words';
import { PortalEndsService } from './portal-ends.service';

export const ENDS_PATH = '/portal/ends';

const ICONS: Readonly<Record<LicenseEnd['kind'], IconName>> = {
  license: 'key-round',
  subscription: 'refresh-cw',
  file: 'file-key',
  borrowed: 'monitor',
  relay: 'server',
};
const COLUMNS = ['ends_at', 'kind', 'product', 'license_key', 'name'];

/** A list of what ends when. */
@SignedInOnly()
@PortalController('portal')
export class PortalEndsController {
  constructor(private readonly ends: PortalEndsService) {}

  @Get('ends')
  async showPortalEnds(@CurrentVisitor() visitor: PortalVisitor): Promise<Page> {
    const t = texts('portalEnds');
    const ends = await this.ends.list(visitor);
    const body = (
      <>
        <PortalHead
          title={t.title}
          lead={t.lead}
          back={{ path: LICENSES_PATH, title: texts('portalLicenses').title }}
        />
        <Card id="ends" title={t.count({ count: ends.length })}>
          <ul class="portal-rows">
            {ends.map((end, index) => (
              <EndRow key={index} {...end} />
            ))}
          </ul>
          {ends.length > 0 && (
            <p class="portal-buttons">
              <ButtonLink icon="download" href={`${ENDS_PATH}.csv`} text={t.csv} />
            </p>
          )}
        </Card>
      </>
    );
    return new Page({ title: t.title, body });
  }

  @Get('ends.csv')
  @RateLimited()
  async exportPortalEnds(@CurrentVisitor() visitor: PortalVisitor): Promise<StreamableFile> {
    const ends = await this.ends.list(visitor);
    return csvFile('ends.csv', COLUMNS, rowsOf(ends));
  }
}

async function* rowsOf(ends: readonly LicenseEnd[]): AsyncGenerator<object[]> {
  yield await Promise.resolve(
    ends.map(({ at, kind, name, owned: { product, license } }) => ({
      ends_at: at,
      kind,
      product: product.name,
      license_key: license.key,
      name: name ?? '',
    })),
  );
}

function EndRow({ kind, at, name, owned: { license, product } }: LicenseEnd): VNode {
  const title = texts('portalEnds').kinds[kind];
  return (
    <li>
      <Icon name={ICONS[kind]} />
      <div class="portal-row-text">
        <p>
          <a href={licensePath(license.uid)}>{product.name}</a>
          {name !== null && `, ${name}`}
        </p>
        <p class="portal-hint">
          {title} · {license.key}
        </p>
      </div>
      <time dateTime={at.toISOString()}>{formatDate(at)}</time>
    </li>
  );
}
