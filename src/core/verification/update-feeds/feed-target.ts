import {
  archNamed,
  type ArtifactKind,
  KINDS,
  type Platform,
  platformNamed,
  type ProgramTarget,
  TARGET_NAME,
} from '../../catalog/versions/artifact-target';
import { problem } from '../../common/errors/domain-error';

/** @param platform of the feed, unless the query names another */
export function targetIn(
  { platform, arch }: { readonly platform?: string; readonly arch?: string },
  own?: Platform,
): ProgramTarget {
  const [system, processor] = [named('platform', platform), named('arch', arch)];
  return { platform: system === undefined ? own : platformNamed(system), arch: processor && archNamed(processor) };
}

/** The kind and the label that the query of a feed names. */
export function choiceIn({
  kind,
  label,
}: {
  readonly kind?: string;
  readonly label?: string;
}): Pick<ProgramTarget, 'kind' | 'label'> {
  return { kind: kindIn(kind), label: named('label', label) };
}

/** @throws FEED_TARGET_UNKNOWN */
function kindIn(kind: string | undefined): ArtifactKind | undefined {
  const known = KINDS.find((one) => one === kind);
  if (kind !== undefined && known === undefined) {
    throw problem('FEED_TARGET_UNKNOWN', { field: 'kind' });
  }
  return known;
}

/** @throws FEED_TARGET_UNKNOWN for a name that no file can have */
function named(field: string, sent: string | undefined): string | undefined {
  const name = sent?.toLowerCase();
  if (name !== undefined && !TARGET_NAME.test(name)) {
    throw problem('FEED_TARGET_UNKNOWN', { field });
  }
  return name;
}
