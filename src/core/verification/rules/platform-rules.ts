import type { Behavior } from '../../catalog/policies/behavior';

interface ProgramRequest {
  readonly platform?: string;
  readonly channel?: string;
}

/** Whether the policy allows other platforms or release channels only. A program that names none is not judged. */
export function isOtherPlatform(
  { behavior }: { readonly behavior: Pick<Behavior, 'allowedPlatforms' | 'allowedChannels'> },
  { platform, channel }: ProgramRequest,
): boolean {
  return isExcluded(platform, behavior.allowedPlatforms) || isExcluded(channel, behavior.allowedChannels);
}

function isExcluded(name: string | undefined, allowed: readonly string[]): boolean {
  return name !== undefined && allowed.length > 0 && !allowed.some((one) => one.toLowerCase() === name.toLowerCase());
}
