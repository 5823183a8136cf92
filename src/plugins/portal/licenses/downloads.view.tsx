import type { VNode } from 'preact';
import { targetTitle, type VersionArtifact } from '../../../core/catalog';
import { ButtonLink } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import { formatBytes, formatDay, texts } from '../../../core/i18n';
import { Card } from '../frame/portal-parts';
import type { LicensePageData } from './license-page.view';
import { licensePath } from './license-words';
import type { OwnedVersion, VersionWithMore } from './portal-license-details.service';

interface DownloadableFile {
  readonly name: string;
  readonly title: string;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly href: string;
  readonly platform: VersionArtifact['platform'];
}

/** The newest version, its file for the visitor's platform first; older ones below. */
export function DownloadsCard({ owned, details, userAgent }: LicensePageData): VNode | null {
  const t = texts('portalDownloads');
  const platform = platformOf(userAgent);
  const versions = details.versions
    .map((one) => ({ ...one, files: filesOf(one, owned.license.uid, platform) }))
    .filter(({ files }) => files.length > 0);
  const [newest, ...older] = versions;
  const more = details.withMore && <MoreVersion {...details.withMore} />;
  if (!newest) {
    return (
      more && (
        <Card id="downloads" title={t.title}>
          {more}
        </Card>
      )
    );
  }
  const { version, files } = newest;
  const [first, ...others] = files;
  return (
    <Card id="downloads" title={t.download({ version: version.version })} lead={formatDay(version.releasedAt)}>
      {version.summary !== '' && <p class="portal-lead">{version.summary}</p>}
      {more}
      {first && <ButtonLink icon="download" href={first.href} text={withSize(first)} />}
      {others.length > 0 && <FileRows files={others} />}
      <details class="portal-fold">
        <summary>{t.checksums}</summary>
        <dl class="portal-checksums">
          {files.map(({ name, sha256 }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd class="mono">{sha256 ?? t.noChecksum}</dd>
            </div>
          ))}
        </dl>
      </details>
      {older.length > 0 && (
        <details class="portal-fold">
          <summary>{t.older}</summary>
          {older.map(({ version: one, files: own }) => (
            <div key={one.uid}>
              <h3>
                {one.version} <span class="portal-hint">{formatDay(one.releasedAt)}</span>
              </h3>
              <FileRows files={own} />
            </div>
          ))}
        </details>
      )}
    </Card>
  );
}

/** Says what the customer would get with more entitlements. */
function MoreVersion({ version, missing }: VersionWithMore): VNode {
  const entitlements = missing.join(', ');
  return <p class="portal-hint">{texts('portalDownloads').withMore({ version: version.version, entitlements })}</p>;
}

function FileRows({ files }: { readonly files: readonly DownloadableFile[] }): VNode {
  return (
    <ul class="portal-rows portal-files">
      {files.map(({ title, size, href, name }) => (
        <li key={name}>
          <Icon name="download" />
          <a href={href}>{title}</a>
          {size !== null && <span class="portal-hint">{formatBytes(size)}</span>}
        </li>
      ))}
    </ul>
  );
}

function withSize({ title, size }: DownloadableFile): string {
  return size === null ? title : `${title}, ${formatBytes(size)}`;
}

function filesOf(
  { version, artifacts }: OwnedVersion,
  license: string,
  visitor: VersionArtifact['platform'],
): DownloadableFile[] {
  const base = `${licensePath(license)}/downloads/${version.uid}`;
  const ofPlatforms = artifacts.map((artifact) => ({
    name: artifact.name,
    title: titleOf(artifact),
    size: artifact.size,
    sha256: artifact.sha256,
    href: artifact.url ?? `${base}/${artifact.uid}`,
    platform: artifact.platform,
  }));
  const { mainFile, downloadUrl } = version;
  const main = mainFile
    ? [
        {
          name: mainFile.name,
          title: mainFile.name,
          size: mainFile.size,
          sha256: mainFile.sha256,
          href: `${base}/main`,
        },
      ]
    : [];
  const outside =
    downloadUrl === null
      ? []
      : [{ name: downloadUrl, title: nameIn(downloadUrl), size: null, sha256: null, href: downloadUrl }];
  const common = [...main, ...outside].map((file) => ({ ...file, platform: 'any' as const }));
  const isForVisitor = (file: DownloadableFile): number =>
    file.platform === visitor ? 0 : file.platform === 'any' ? 1 : 2;
  return withNames([...ofPlatforms, ...common]).sort((one, other) => isForVisitor(one) - isForVisitor(other));
}

/** Names of formats, which are the same in all languages. */
const FORMATS: Partial<Record<VersionArtifact['kind'], string>> = {
  appimage: 'AppImage',
  deb: 'deb',
  rpm: 'rpm',
  msi: 'MSI',
};

/** "macOS 11.0+, Apple silicon", or the name of a file that is for every platform. */
function titleOf({ platform, arch, kind, label, name, minOsVersion }: VersionArtifact): string {
  const { platforms, archs } = texts('portalDownloads');
  if (platform === 'any') {
    return name;
  }
  const processor = platform === 'darwin' && Object.hasOwn(archs, arch) ? archs[arch as keyof typeof archs] : arch;
  const title = targetTitle(platform, platforms);
  const system = minOsVersion === null ? title : `${title} ${minOsVersion}+`;
  return [system, arch === 'any' ? '' : processor, FORMATS[kind] ?? '', label].filter(Boolean).join(', ');
}

/** Files with the same title are told apart by their names. */
function withNames(files: readonly DownloadableFile[]): DownloadableFile[] {
  const isUnique = ({ title }: DownloadableFile): boolean => files.filter((file) => file.title === title).length === 1;
  return files.map((file) => (isUnique(file) ? file : { ...file, title: `${file.title}, ${file.name}` }));
}

function nameIn(url: string): string {
  return URL.parse(url)?.pathname.split('/').at(-1) || url;
}

/** The platform that a browser runs on; `any` for an unknown one. */
export function platformOf(userAgent: string): VersionArtifact['platform'] {
  if (userAgent.includes('Windows')) {
    return 'windows';
  }
  if (userAgent.includes('Mac OS X') && !/iPhone|iPad/.test(userAgent)) {
    return 'darwin';
  }
  if (/iPhone|iPad/.test(userAgent)) {
    return 'ios';
  }
  if (userAgent.includes('Android')) {
    return 'android';
  }
  if (userAgent.includes('FreeBSD')) {
    return 'freebsd';
  }
  return /Linux|X11/.test(userAgent) ? 'linux' : 'any';
}
