import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { channelsReachedBy, STABLE } from '../../../catalog/versions/release-channel';
import { compareVersions } from '../../../catalog/versions/version-order';
import { texts } from '../../../i18n/texts';
import type { Consequence } from '../../components/lists';

export interface Release {
  readonly product: Product;
  readonly version: ProductVersion;
  /** The newest other version that programs of its channel are offered; null if there is none. */
  readonly other: ProductVersion | null;
}

/** The consequences of publishing a version. */
export function publicationOf({ product, version, other }: Release): Consequence[] {
  const t = texts('versions');
  const isNewest = !other || compareVersions(version.version, other.version) >= 0;
  const channels = channelText(version.channel);
  const offer = isNewest
    ? other
      ? t.offeredInstead({ channels, version: version.version, old: other.version })
      : t.offered({ channels, version: version.version })
    : product.serveLatestUpdates
      ? t.notNewest({ version: other.version })
      : t.step;
  const hasFile = Boolean(version.mainFile) || version.downloadUrl !== null;
  return [
    { icon: 'download', text: offer },
    ...(version.isMandatory ? [{ icon: 'triangle-alert', text: t.mustUpdate } as const] : []),
    ...(hasFile ? [] : [{ icon: 'circle-alert', tone: 'bad', text: t.hasNoFile } as const]),
  ];
}

/** The consequences of withdrawing a version. */
export function withdrawalOf({ version, other }: Release): Consequence[] {
  const t = texts('versions');
  return [
    { icon: 'ban', tone: 'bad', text: t.noLonger({ version: version.version }) },
    { icon: 'arrow-down', text: other ? t.fallsBack({ version: other.version }) : t.nothingLeft },
    { icon: 'monitor', text: t.keepInstalled },
  ];
}

/** The channels whose programs get versions of a channel. */
function channelText(channel: string): string {
  const t = texts('versions');
  const { channels, hasOthers } = channelsReachedBy(channel);
  if (channel === STABLE) {
    return t.allChannels;
  }
  return hasOthers ? t.channelsAndOthers({ names: channels.join(', ') }) : t.thisChannel({ name: channel });
}
