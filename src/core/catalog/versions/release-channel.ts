/** The channel of versions and programs that name none. */
export const STABLE = 'stable';

/** Channels with a known order, the most stable first. */
export const CHANNELS: readonly string[] = [STABLE, 'rc', 'beta', 'alpha'];

/**
 * Channels whose versions a program of this channel gets: its own and the more stable ones. Channels of other names are less
 * stable than these, and do not get each other's versions.
 */
export function channelsFor(channel: string): string[] {
  const name = toChannel(channel);
  const position = CHANNELS.indexOf(name);
  return position === -1 ? [...CHANNELS, name] : CHANNELS.slice(0, position + 1);
}

/** The channels whose programs get versions of this one, and whether programs of channels with any other name do. */
export function compatibleChannels(channel: string): { channels: string[]; hasOthers: boolean } {
  const name = toChannel(channel);
  const position = CHANNELS.indexOf(name);
  return position === -1
    ? { channels: [name], hasOthers: false }
    : { channels: CHANNELS.slice(position), hasOthers: true };
}

/** Case does not matter. */
export function toChannel(channel: string): string {
  return channel.toLowerCase();
}
