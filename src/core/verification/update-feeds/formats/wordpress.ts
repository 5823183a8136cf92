import { type FeedFormat, jsonBody } from '../feed';
import { targetIn } from '../feed-target';
import type { Product } from '../../../catalog/products/product.entity';
import { defined } from '../../../common/fields/fields-of';
import { escaped } from '../../../common/escaped';
import { iconsOf, wordPressFacts } from '../wordpress-facts';

/**
 * An object that serves both filters of WordPress, `update_plugins_{host}` and `plugins_api`. Without a usable license, it lacks
 * the package: WordPress then shows the update, but cannot install it.
 */
export const WORDPRESS: FeedFormat = {
  name: /^wordpress\.json$/,
  kinds: ['plugin', 'archive'],
  isOpen: true,
  select: (_name, { channel }) => ({ channel, target: targetIn({}) }),
  write({ product, versions: [newest] }) {
    if (!newest) {
      return jsonBody({});
    }
    const { version, files } = newest;
    const file = files.find(({ artifact }) => artifact.kind === 'plugin') ?? files[0];
    const link = file?.url ?? '';
    return jsonBody({
      id: product.reference,
      slug: product.reference,
      name: product.name,
      version: version.version,
      new_version: version.version,
      package: link,
      download_link: link,
      last_updated: version.releasedAt,
      ...factsOf(product),
      sections: { description: paragraphs(product.description), changelog: paragraphs(version.changelog) },
    });
  },
};

/** The facts that the product has. The slug is not one of them: installed plugins know their product by it. */
function factsOf({ metadata }: Product) {
  const { homepage, requires, requires_php, tested, ...images } = wordPressFacts(metadata);
  const icons = iconsOf(images);
  const banners = defined({ low: images.banner_low, high: images.banner_high });
  return {
    ...defined({ homepage, url: homepage, requires, requires_php, tested }),
    ...(Object.keys(icons).length > 0 && { icons }),
    ...(Object.keys(banners).length > 0 && { banners }),
  };
}

/** A text as HTML paragraphs, in which WordPress shows the sections of a plug-in. */
export function paragraphs(text: string): string {
  return text === '' ? '' : `<p>${escaped(text).replaceAll('\n', '<br />')}</p>`;
}
