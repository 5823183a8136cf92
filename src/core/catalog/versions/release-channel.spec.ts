import { channelsFor, compatibleChannels } from './release-channel';

const CHANNELS = ['stable', 'rc', 'beta', 'alpha', 'nightly', 'Beta'];

it.each(CHANNELS)('names the channels whose programs get versions of %s', (channel) => {
  const { channels, hasOthers } = compatibleChannels(channel);
  for (const program of ['stable', 'rc', 'beta', 'alpha', 'nightly', 'weekly']) {
    const isNamed = channels.includes(program) || (hasOthers && ['nightly', 'weekly'].includes(program));
    expect([program, isNamed]).toEqual([program, channelsFor(program).includes(channel.toLowerCase())]);
  }
});
