import { type FeedFormat, jsonBody } from '../feed';
import { targetIn } from '../feed-target';
import { escaped } from '../../../common/escaped';

/**
 * What WordPress' filters `update_plugins_{host}` and `plugins_api` take, in one object. Without a usable license, it lacks
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
      sections: { description: paragraphs(product.description), changelog: paragraphs(version.changelog) },
    });
  },
};

/** WordPress shows the sections as HTML. */
export function paragraphs(text: string): string {
  return text === '' ? '' : `<p>${escaped(text).replaceAll('\n', '<br />')}</p>`;
}
