/** Well-known platforms of artifacts; `any` is for all of them. Vendors may add names of their own. */
export const PLATFORMS = ['any', 'windows', 'darwin', 'linux', 'linux-musl', 'freebsd', 'android', 'ios'] as const;
/** Platform of an artifact: a well-known one, or a name of the vendor's own. */
export type Platform = string;

/** Well-known processors of artifacts; `universal` is for every processor of its platform. */
export const ARCHS = ['any', 'universal', 'x64', 'arm64', 'ia32', 'armv7l', 'riscv64', 'ppc64le', 's390x'] as const;
/** Processor of an artifact: a well-known one, or a name of the vendor's own. */
export type Arch = string;

/** Form of platforms, processors and labels of artifacts. */
export const TARGET_NAME = /^[a-z\d][a-z\d._-]{0,31}$/;

/** Other names of well-known platforms, which programs and updaters send. */
const PLATFORM_ALIASES: ReadonlyMap<string, Platform> = new Map([
  ['win', 'windows'],
  ['win32', 'windows'],
  ['macos', 'darwin'],
  ['mac', 'darwin'],
  ['osx', 'darwin'],
]);

const ARCH_ALIASES: ReadonlyMap<string, Arch> = new Map([
  ['amd64', 'x64'],
  ['x86_64', 'x64'],
  ['aarch64', 'arm64'],
  ['x86', 'ia32'],
  ['i686', 'ia32'],
  ['armv7', 'armv7l'],
  ['arm', 'armv7l'],
]);

/** The platform of this name: `macos` is `darwin`. */
export function platformNamed(name: string): Platform {
  return PLATFORM_ALIASES.get(name) ?? name;
}

/** The processor of this name: `amd64` is `x64`. */
export function archNamed(name: string): Arch {
  return ARCH_ALIASES.get(name) ?? name;
}

/** Kinds of artifacts. */
export const KINDS = [
  'installer',
  'msi',
  'archive',
  'portable',
  'dmg',
  'pkg',
  'appimage',
  'deb',
  'rpm',
  'apk',
  'ipa',
  'nupkg',
  'plugin',
  'delta',
  'symbols',
  'other',
] as const;
/** Kind of an artifact, such as `installer` or `dmg`. */
export type ArtifactKind = (typeof KINDS)[number];

export interface ArtifactTarget {
  readonly platform: Platform;
  readonly arch: Arch;
  readonly kind: ArtifactKind;
  /** Tells files of one platform, processor and kind apart; empty for the one that updaters take. */
  readonly label: string;
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
  [/\.apk$/, 'apk', 'android'],
  [/\.ipa$/, 'ipa', 'ios'],
  [/\.(zip|7z|tar|tgz|tar\.(gz|xz|bz2|zst))$/, 'archive'],
];

const PLATFORM_WORDS: readonly (readonly [RegExp, Platform])[] = [
  [/(^|[^a-z])(darwin|mac|macos|osx)([^a-z]|$)/, 'darwin'],
  [/(^|[^a-z])(windows|win|win32|win64)([^a-z]|$)/, 'windows'],
  [/(^|[^a-z])android([^a-z]|$)/, 'android'],
  [/(^|[^a-z])musl([^a-z]|$)/, 'linux-musl'],
  [/(^|[^a-z])linux([^a-z]|$)/, 'linux'],
  [/(^|[^a-z])freebsd([^a-z]|$)/, 'freebsd'],
];

const ARCH_WORDS: readonly (readonly [RegExp, Arch])[] = [
  [/universal/, 'universal'],
  [/riscv64/, 'riscv64'],
  [/ppc64(le|el)/, 'ppc64le'],
  [/s390x/, 's390x'],
  [/arm64|aarch64/, 'arm64'],
  [/armv7l?|armhf/, 'armv7l'],
  [/x64|x86[_-]64|amd64|win64/, 'x64'],
  [/ia32|i[36]86|x86|win32/, 'ia32'],
];

/** Guesses the target from the name of a file: `Studio-1.2.0-arm64.dmg` is for `darwin` and `arm64`. */
export function guessTarget(fileName: string): Omit<ArtifactTarget, 'label'> {
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
  /** The only kind of files that it wants. */
  readonly kind?: ArtifactKind;
  /** Label of the only files that it wants; empty for those without one. */
  readonly label?: string;
}

/** Platforms whose files suit the program, the best first; undefined for all. */
export function platformsFor({ platform }: ProgramTarget): readonly Platform[] | undefined {
  return platform === undefined || platform === 'any' ? undefined : [platform, 'any'];
}

/** Processors whose files suit the program, the best first; undefined for all. */
export function archsFor({ arch }: ProgramTarget): readonly Arch[] | undefined {
  return arch === undefined || arch === 'any' ? undefined : [arch, 'universal', 'any'];
}

/** Orders files by platform, processor, kind and label: well-known names as they are listed, then others by name. */
export function compareTargets(one: ArtifactTarget, other: ArtifactTarget): number {
  return (
    compareNames(PLATFORMS, one.platform, other.platform) ||
    compareNames(ARCHS, one.arch, other.arch) ||
    KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind) ||
    compareTexts(one.label, other.label)
  );
}

function compareNames(known: readonly string[], one: string, other: string): number {
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return place(one) - place(other) || compareTexts(one, other);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function firstIn<T>(words: readonly (readonly [RegExp, T])[], name: string): T | undefined {
  return words.find(([word]) => word.test(name))?.[1];
}
