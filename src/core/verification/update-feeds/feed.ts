import type { ArtifactKind, ProgramTarget } from '../../catalog/versions/artifact-target';
import type { VersionArtifact } from '../../catalog/versions/artifact.entity';
import type { Product } from '../../catalog/products/product.entity';
import type { ProductVersion } from '../../catalog/versions/product-version.entity';

/** A file, and where its updater downloads it. */
export interface FeedFile {
  readonly artifact: VersionArtifact;
  readonly url: string;
}

export interface FeedVersion {
  readonly version: ProductVersion;
  /** Version number in SemVer 2 if the updater needs that; otherwise the version itself. */
  readonly number: string;
  readonly isMandatory: boolean;
  /** Empty if the program may not have them, but may learn of the version. */
  readonly files: readonly FeedFile[];
}

/** The versions that a feed offers to a program, the newest first. */
export interface Feed {
  readonly product: Product;
  readonly versions: readonly FeedVersion[];
  readonly target: ProgramTarget;
}

export interface FeedBody {
  readonly contentType: string;
  /** Null if there is no update, and the updater expects no content then. */
  readonly text: string | null;
}

/** The part of a request that its format reads from the name of the feed and the query. */
export interface FeedSelection {
  readonly target: ProgramTarget;
  readonly channel?: string;
}

/** Names of parameters of a feed's query, which updaters send beside others of their own. */
export interface FeedQuery {
  readonly channel?: string;
  /** Version of the program. */
  readonly current_version?: string;
  readonly version?: string;
  readonly platform?: string;
  readonly target?: string;
  readonly arch?: string;
  /** Kind of the files. */
  readonly kind?: string;
  /** Label of the files. */
  readonly label?: string;
  /** Version of the program's system. */
  readonly os_version?: string;
  readonly osVersion?: string;
  readonly license_key?: string;
  readonly hardware_id?: string;
}

export interface FeedFormat {
  /** Matches the names of its feeds. */
  readonly name: RegExp;
  readonly kinds: readonly ArtifactKind[];
  /** The feed has the versions before the newest one, too. */
  readonly hasEarlier?: boolean;
  /** Its updaters fail at a version that SemVer 2 has no reading of. */
  readonly needsSemVer?: boolean;
  /** Its updaters know their system, and take the newest version that runs on it. */
  readonly choosesBySystem?: boolean;
  /** It lists files with labels, too, unless the query names one. */
  readonly listsLabels?: boolean;
  /** Programs without a usable license get the feed without files. */
  readonly isOpen?: boolean;
  select(name: RegExpExecArray, query: FeedQuery): FeedSelection;
  write(feed: Feed): FeedBody | Promise<FeedBody>;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

export function jsonBody(value: unknown): FeedBody {
  return { contentType: JSON_TYPE, text: JSON.stringify(value) };
}

/** Changes of a version as one text. */
export function notesOf({ summary, changelog }: ProductVersion): string {
  return [summary, changelog].filter((text) => text !== '').join('\n\n');
}
