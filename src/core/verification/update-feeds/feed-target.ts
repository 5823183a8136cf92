import type { Arch, Platform, ProgramTarget } from '../../catalog/versions/artifact-target';
import { problem } from '../../common/errors/domain-error';

/** Platforms by the names that updaters use. */
const PLATFORM_NAMES: Readonly<Record<string, Platform>> = {
  any: 'any',
  windows: 'windows',
  win: 'windows',
  win32: 'windows',
  darwin: 'darwin',
  macos: 'darwin',
  mac: 'darwin',
  osx: 'darwin',
  linux: 'linux',
};

const ARCH_NAMES: Readonly<Record<string, Arch>> = {
  any: 'any',
  universal: 'universal',
  x64: 'x64',
  amd64: 'x64',
  x86_64: 'x64',
  arm64: 'arm64',
  aarch64: 'arm64',
  ia32: 'ia32',
  x86: 'ia32',
  i686: 'ia32',
  armv7: 'armv7l',
  armv7l: 'armv7l',
  arm: 'armv7l',
};

/** @throws FEED_TARGET_UNKNOWN, so that no program gets files for another platform */
function platformIn(name: string | undefined): Platform | undefined {
  return known('platform', PLATFORM_NAMES, name);
}

function archIn(name: string | undefined): Arch | undefined {
  return known('arch', ARCH_NAMES, name);
}

/** @param platform of the feed, unless the query names another */
export function targetIn(
  { platform, arch }: { readonly platform?: string; readonly arch?: string },
  own?: Platform,
): ProgramTarget {
  return { platform: platformIn(platform) ?? own, arch: archIn(arch) };
}

function known<T>(field: string, names: Readonly<Record<string, T>>, name: string | undefined): T | undefined {
  if (name === undefined) {
    return undefined;
  }
  const key = name.toLowerCase();
  const value = Object.hasOwn(names, key) ? names[key] : undefined;
  if (value === undefined) {
    throw problem('FEED_TARGET_UNKNOWN', { field });
  }
  return value;
}
