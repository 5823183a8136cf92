/** Operating systems of artifacts; `any` is for all of them. */
export const PLATFORMS = ['any', 'windows', 'darwin', 'linux'] as const;
/** Operating system of an artifact. */
export type Platform = (typeof PLATFORMS)[number];

/** Processors of artifacts; `universal` is for every processor of its platform. */
export const ARCHS = ['any', 'universal', 'x64', 'arm64', 'ia32', 'armv7l'] as const;
export type Arch = (typeof ARCHS)[number];

/** Kinds of artifacts. */
export const KINDS = [
  'installer',
  'msi',
  'archive',
  'dmg',
  'pkg',
  'appimage',
  'deb',
  'rpm',
  'nupkg',
  'plugin',
  'delta',
  'other',
] as const;
/** Kind of an artifact, such as `installer` or `dmg`. */
export type ArtifactKind = (typeof KINDS)[number];

export interface ArtifactTarget {
  readonly platform: Platform;
  readonly arch: Arch;
  readonly kind: ArtifactKind;
}

/** The first row that fits the end of a name. */
const ENDINGS: readonly (readonly [RegExp, ArtifactKind, Platform?])[] = [
  [/(-delta\.nupkg|\.delta)$/, 'delta'],
  [/\.nupkg$/, 'nupkg'],
  [/\.app\.(tar\.gz|zip)$/, 'archive', 'darwin'],
  [/\.dmg$/, 'dmg', 'darwin'],
  [/\.pkg$/, 'pkg', 'darwin'],
  [/\.exe$/, 'installer', 'windows'],
  [/\.msi$/, 'msi', 'windows'],
  [/\.appimage$/, 'appimage', 'linux'],
  [/\.deb$/, 'deb', 'linux'],
  [/\.rpm$/, 'rpm', 'linux'],
  [/\.(zip|7z|tar|tgz|tar\.(gz|xz|bz2|zst))$/, 'archive'],
];

const PLATFORM_WORDS: readonly (readonly [RegExp, Platform])[] = [
  [/(^|[^a-z])(darwin|mac|macos|osx)([^a-z]|$)/, 'darwin'],
  [/(^|[^a-z])(windows|win|win32|win64)([^a-z]|$)/, 'windows'],
  [/(^|[^a-z])linux([^a-z]|$)/, 'linux'],
];

const ARCH_WORDS: readonly (readonly [RegExp, Arch])[] = [
  [/universal/, 'universal'],
  [/arm64|aarch64/, 'arm64'],
  [/armv7l?|armhf/, 'armv7l'],
  [/x64|x86[_-]64|amd64|win64/, 'x64'],
  [/ia32|i[36]86|x86|win32/, 'ia32'],
];

/** Guesses the target from the name of a file: `Studio-1.2.0-arm64.dmg` is for `darwin` and `arm64`. */
export function guessTarget(fileName: string): ArtifactTarget {
  const name = fileName.toLowerCase();
  const [, kind = 'other', ownPlatform] = ENDINGS.find(([ending]) => ending.test(name)) ?? [];
  return {
    platform: ownPlatform ?? firstIn(PLATFORM_WORDS, name) ?? (name.endsWith('.nupkg') ? 'windows' : 'any'),
    arch: firstIn(ARCH_WORDS, name) ?? 'any',
    kind,
  };
}

/** The target of a program, as far as the program reports it. */
export interface ProgramTarget {
  readonly platform?: Platform;
  readonly arch?: Arch;
  /** Version of its system, as the program says it. */
  readonly osVersion?: string;
}

/** Platforms whose files suit the program, the best first. */
export function platformsFor({ platform }: ProgramTarget): readonly Platform[] {
  return platform === undefined || platform === 'any' ? PLATFORMS : [platform, 'any'];
}

/** Processors whose files suit the program, the best first. */
export function archsFor({ arch }: ProgramTarget): readonly Arch[] {
  return arch === undefined || arch === 'any'
    ? ['universal', 'any', 'x64', 'arm64', 'ia32', 'armv7l']
    : [arch, 'universal', 'any'];
}

function firstIn<T>(words: readonly (readonly [RegExp, T])[], name: string): T | undefined {
  return words.find(([word]) => word.test(name))?.[1];
}
