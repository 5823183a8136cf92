import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { compareVersions } from '../../../../core/catalog';
import { iconsOf, paragraphs, type WordPressFacts, wordPressFacts } from '../../../../core/verification/internal';
import type { EddUpdateCall, NoVersion, OfferedPackage } from '../../app/edd-updates.service';
import { serialized } from '../php';
import { IsPhpText, isEmpty } from './fields';
import { EddCallDto } from './license.dto';

@ApiSchema({ name: 'VersionRequest' })
export class EddVersionCallDto extends EddCallDto {
  @IsPhpText('Slug of the plugin, which the answer repeats; by default, that of the product.')
  slug?: string;

  @IsPhpText('Version of the plugin, which is answered if the site does not meet the requirements.')
  version?: string;

  @IsPhpText('`1` also offers versions of the channels `rc` and `beta`.')
  beta?: string;

  @IsPhpText('Version of PHP, compared with `requires_php`.')
  php_version?: string;

  @IsPhpText('Version of WordPress, compared with `requires`.')
  wp_version?: string;

  @IsPhpText('Name of the product, if neither `item_id` nor `item_name` is sent.')
  name?: string;

  static toUpdateCall({ name, beta, ...input }: EddVersionCallDto): EddUpdateCall {
    const isUnnamed = isEmpty(input.item_id) && isEmpty(input.item_name);
    const call = EddCallDto.toCall(isUnnamed ? { ...input, item_name: name } : input);
    return { ...call, isBeta: !isEmpty(beta) };
  }
}

/** Messages to a site that gets no version. */
const MESSAGES: Readonly<Record<NoVersion, (item: string) => string>> = {
  'no-item': () => 'No item provided',
  'unknown-item': () => 'Item name provided does not match a valid Download',
  'not-licensed': (item) => `License key is not valid for ${item}`,
};

const NO_LICENSE = 'No license key has been provided.';

@ApiSchema({ name: 'VersionAnswer' })
export class EddVersionDto {
  @ApiProperty({
    description:
      'Latest version; that of the plugin if the site does not meet its requirements, empty if there is none.',
    example: '1.2.0',
  })
  new_version!: string;

  @ApiProperty({ description: 'Latest stable version; empty if there is none.', example: '1.2.0' })
  stable_version!: string;

  @ApiPropertyOptional({ type: String, description: 'Name of the product.', example: 'Example Plugin' })
  name?: string;

  @ApiPropertyOptional({ type: String, description: 'Slug of the plugin.', example: 'example-plugin' })
  slug?: string;

  @ApiPropertyOptional({ type: String, description: 'Address of the changelog; empty without a homepage.' })
  url?: string;

  @ApiPropertyOptional({ type: String, description: 'Date of the release.', example: '2027-01-31 00:00:00' })
  last_updated?: string;

  @ApiProperty({
    description: 'Address of the plugin’s page; empty without one.',
    example: 'https://example.com/plugin',
  })
  homepage!: string;

  @ApiProperty({ description: 'Address of the file, valid for a day; empty if the site may not have it.' })
  package!: string;

  @ApiPropertyOptional({ type: String, description: 'The address in `package`.' })
  download_link?: string;

  @ApiProperty({ description: 'Description and changelog as HTML, serialized by PHP.' })
  sections!: string;

  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    description: 'Addresses of the banners, serialized by PHP; an empty list without a version.',
    example: 'a:2:{s:4:"high";s:0:"";s:3:"low";s:0:"";}',
  })
  banners!: string | string[];

  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    description: 'Addresses of the icons, serialized by PHP; an empty list without a version.',
    example: 'a:0:{}',
  })
  icons!: string | string[];

  @ApiPropertyOptional({ type: String, description: 'Reason why there is no file or no version.' })
  msg?: string;

  @ApiPropertyOptional({ type: String, description: 'Always empty; only without a version.' })
  license_check?: string;

  @ApiPropertyOptional({ type: String, description: 'Lowest version of WordPress.', example: '6.0' })
  requires?: string;

  @ApiPropertyOptional({ type: String, description: 'Lowest version of PHP.', example: '7.4' })
  requires_php?: string;

  @ApiPropertyOptional({ type: String, description: 'Newest version of WordPress that was tested.', example: '6.8' })
  tested?: string;

  static from(input: EddVersionCallDto, found: OfferedPackage | NoVersion): EddVersionDto {
    return typeof found === 'string' ? withoutVersion(found, input) : versionOf(input, found);
  }
}

function withoutVersion(reason: NoVersion, { item_name, item_id }: EddVersionCallDto): EddVersionDto {
  return {
    new_version: '',
    stable_version: '',
    sections: '',
    license_check: '',
    msg: MESSAGES[reason](isEmpty(item_name) ? (item_id ?? '') : item_name),
    homepage: '',
    package: '',
    icons: [],
    banners: [],
  };
}

function versionOf(input: EddVersionCallDto, found: OfferedPackage): EddVersionDto {
  const { product, latest, stable, packageUrl, hasLicense } = found;
  const facts = wordPressFacts(product.metadata);
  const { homepage = '', requires, requires_php, tested } = facts;
  return {
    new_version: meetsRequirements(input, facts) ? (latest?.version ?? '') : (input.version ?? ''),
    stable_version: stable?.version ?? '',
    name: product.name,
    slug: isEmpty(input.slug) ? (facts.slug ?? product.reference) : input.slug,
    url: homepage === '' ? '' : withChangelog(homepage),
    last_updated: latest ? `${latest.releasedAt} 00:00:00` : '',
    homepage,
    package: packageUrl,
    download_link: packageUrl,
    sections: serialized({
      description: paragraphs(product.description),
      changelog: paragraphs(latest?.changelog ?? ''),
    }),
    banners: serialized({ high: facts.banner_high ?? '', low: facts.banner_low ?? '' }),
    icons: serialized(iconsOf(facts)),
    ...(!hasLicense && { msg: NO_LICENSE }),
    ...(requires !== undefined && { requires }),
    ...(requires_php !== undefined && { requires_php }),
    ...(tested !== undefined && { tested }),
  };
}

/** A site that does not send its versions gets every version. */
function meetsRequirements(
  { php_version, wp_version }: EddVersionCallDto,
  { requires, requires_php }: WordPressFacts,
): boolean {
  return isAtLeast(wp_version, requires) && isAtLeast(php_version, requires_php);
}

function isAtLeast(version: string | undefined, lowest: string | undefined): boolean {
  return isEmpty(version) || lowest === undefined || compareVersions(version, lowest) >= 0;
}

function withChangelog(homepage: string): string {
  return `${homepage}${homepage.includes('?') ? '&' : '?'}changelog=1`;
}
