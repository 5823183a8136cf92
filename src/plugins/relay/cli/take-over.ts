import { CliError } from '../../cli/kit/cli-error';
import { onMachine } from '../../cli/machine/database';
import { RelayPair } from '../pair/relay-pair.entity';
import { type RelayFolder, useFolder } from './relay-environment';

/** Tells the relay, whether it runs or not, that the machine of its partner is dead. */
export async function takeOverCommand({ data }: RelayFolder): Promise<void> {
  useFolder({ data });
  const wait = await onMachine(async ({ work, clock }) => {
    const { affected } = await work.manager.update(RelayPair, { id: 1 }, { takeOverAskedAt: clock.now() });
    if (affected === 0) {
      throw new CliError('This relay has never met a partner');
    }
    return (await work.manager.findOneByOrFail(RelayPair, { id: 1 })).state.known?.hold ?? 0;
  });
  process.stdout.write(
    `Two machines alone cannot tell a dead partner from a cut network: it must not run.\n` +
      `The relay takes the seats over once the partner was silent, and the last of them may have run out: in about ${wait} seconds.\n`,
  );
}
