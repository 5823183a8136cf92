import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { compatibleChannels, STABLE } from '../../../catalog/versions/release-channel';
import { compareVersions } from '../../../catalog/versions/version-order';
import { Button, ButtonLink } from '../../components/button';
import { confirmation } from '../../components/confirmation';
import { Form, FormFoot } from '../../components/form';
import { type Consequence, Consequences } from '../../components/lists';
import { PageHeader, Section } from '../../components/page-parts';
import { DescriptionList, type Detail } from '../../components/text';
import { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { Day } from '../parts';
import { crumbsOf } from './version-crumbs';
import { versionPath, versionVerbPath } from './version-paths';
import { VersionBadge } from './version-table';

export interface ReleaseData {
  readonly product: Product;
  readonly version: ProductVersion;
  /** The newest other version that programs of its channel are offered; null if there is none. */
  readonly other: ProductVersion | null;
}

/** Not a red button: publishing destroys nothing. */
export function publishVersionPage(data: ReleaseData): Page {
  const t = texts('versions');
  const { product, version } = data;
  const title = t.publishTitle({ version: version.version });
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(product, version)} lead={t.publishUndo} />
      <DescriptionList items={aboutOf(product, version)} />
      <Section id="consequences" title={t.whatHappens}>
        <Consequences items={publicationOf(data)} />
      </Section>
      <div class="section">
        <Form action={versionVerbPath(product.uid, version.uid, 'publish')}>
          <FormFoot>
            <Button look="primary">{t.publishVerb}</Button>
            <ButtonLink href={versionPath(product.uid, version.uid)}>{t.keepDraft}</ButtonLink>
          </FormFoot>
        </Form>
      </div>
    </>
  );
  return new Page({ title, width: 'confirmation', body });
}

export function withdrawVersionPage(data: ReleaseData): Page {
  const t = texts('versions');
  const { version } = data.version;
  return confirmationPage(data, 'withdraw', t.withdrawTitle({ version }), {
    undo: { isPossible: true, text: t.withdrawUndo },
    consequences: withdrawalOf(data),
    verb: t.withdrawVerb,
    keep: t.keepPublished,
  });
}

export function deleteVersionPage(data: ReleaseData): Page {
  const t = texts('versions');
  const { version, isActive } = data.version;
  const files: Consequence = { icon: 'trash-2', tone: 'bad', text: t.deleteFiles };
  return confirmationPage(data, 'delete', t.deleteTitle({ version }), {
    undo: { isPossible: false, text: t.deleteUndo },
    consequences: isActive ? [files, ...withdrawalOf(data)] : [files],
    verb: t.deleteVerb,
    keep: t.keep,
  });
}

interface Question {
  readonly undo: { readonly isPossible: boolean; readonly text: string };
  readonly consequences: readonly Consequence[];
  readonly verb: string;
  readonly keep: string;
}

function confirmationPage(
  { product, version }: ReleaseData,
  verb: 'withdraw' | 'delete',
  title: string,
  question: Question,
): Page {
  return confirmation({
    title,
    crumbs: crumbsOf(product, version),
    undo: question.undo,
    about: aboutOf(product, version),
    consequences: question.consequences,
    action: versionVerbPath(product.uid, version.uid, verb),
    verb: question.verb,
    keep: { title: question.keep, href: versionPath(product.uid, version.uid) },
  });
}

/** The consequences of publishing a version. */
function publicationOf({ product, version, other }: ReleaseData): Consequence[] {
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
function withdrawalOf({ version, other }: ReleaseData): Consequence[] {
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
  const { channels, hasOthers } = compatibleChannels(channel);
  if (channel === STABLE) {
    return t.allChannels;
  }
  return hasOthers ? t.channelsAndOthers({ names: channels.join(', ') }) : t.thisChannel({ name: channel });
}

function aboutOf(product: Product, version: ProductVersion): Detail[] {
  const t = texts('versions');
  return [
    { term: t.product, value: product.name },
    { term: t.channel, value: <code>{version.channel}</code> },
    { term: t.released, value: <Day day={version.releasedAt} /> },
    { term: texts('catalog').status, value: <VersionBadge version={version} /> },
    { term: t.files, value: version.mainFile?.name ?? version.downloadUrl },
  ];
}
