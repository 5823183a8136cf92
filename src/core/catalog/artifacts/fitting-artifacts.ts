import { type FilesReach, lackedIn, type VersionReach } from '../versions/version-reach';
import { compareVersions } from '../versions/version-order';
import type { VersionArtifact } from '../versions/artifact.entity';
import { archsFor, type ArtifactKind, platformsFor, type ProgramTarget } from '../versions/artifact-target';
import { runsOn, systemOf } from '../versions/system-version';

/** The condition that a version has a file for the program and its system. */
export function filesReach(
  target: ProgramTarget,
  more: { readonly kinds?: readonly ArtifactKind[]; readonly orNone?: boolean } = {},
): FilesReach {
  const { kind, label } = target;
  const kinds = kind === undefined ? more.kinds : (more.kinds ?? [kind]).filter((one) => one === kind);
  return { platforms: platformsFor(target), archs: archsFor(target), system: systemOf(target), ...more, kinds, label };
}

/**
 * The best file of each kind and label: for the program's platform and processor, else for any. A program that does not say
 * which has all of them. Of the deltas, those from its version; all of them if that is unknown. None that its system does not
 * run, and no deltas if that is one of the files with the same label.
 */
export function fitting(
  artifacts: readonly VersionArtifact[],
  target: ProgramTarget,
  current?: string,
): VersionArtifact[] {
  const [platforms = [], archs = []] = [platformsFor(target), archsFor(target)];
  const rank = ({ platform, arch }: VersionArtifact) =>
    platforms.indexOf(platform) * (archs.length + 1) + archs.indexOf(arch);
  const system = systemOf(target);
  const runs = ({ minOsVersion }: VersionArtifact) => !system || runsOn(minOsVersion, system);
  const ofTarget = artifacts.filter((artifact) => isFor(target, artifact));
  const runsAll = (label: string) => ofTarget.every((artifact) => artifact.label !== label || runs(artifact));
  const suitable = ofTarget.filter(
    (artifact) =>
      runs(artifact) &&
      (artifact.kind !== 'delta' ||
        (runsAll(artifact.label) && (current === undefined || compareVersions(artifact.fromVersion, current) === 0))),
  );
  const best = new Map<string, VersionArtifact>();
  for (const artifact of [...suitable].sort((one, other) => rank(one) - rank(other))) {
    const slot = slotOf(artifact, target);
    best.set(slot, best.get(slot) ?? artifact);
  }
  return suitable.filter((artifact) => best.get(slotOf(artifact, target)) === artifact);
}

/** The files that need no other entitlements than those of the license. */
export function heldOf(artifacts: readonly VersionArtifact[], reach: Pick<VersionReach, 'held'>): VersionArtifact[] {
  return artifacts.filter((artifact) => lackedIn(reach, artifact).length === 0);
}

function isFor(target: ProgramTarget, { platform, arch, kind, label }: VersionArtifact): boolean {
  return (
    (platformsFor(target)?.includes(platform) ?? true) &&
    (archsFor(target)?.includes(arch) ?? true) &&
    (target.kind ?? kind) === kind &&
    (target.label ?? label) === label
  );
}

/** Files of one slot are alternatives. */
function slotOf({ platform, arch, kind, label, fromVersion }: VersionArtifact, target: ProgramTarget): string {
  const isForAll = target.platform === undefined || target.platform === 'any';
  const isForEach = target.arch === undefined || target.arch === 'any';
  return [kind, label, fromVersion, isForAll ? platform : '', isForEach ? arch : ''].join(' ');
}
