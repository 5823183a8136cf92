import { createInterface } from 'node:readline';
import { stopSignal } from '../../../core/start/stop-signal';
import { CliError } from '../kit/cli-error';
import { connectionInEnvironment } from '../kit/environment';
import { Simulator } from './simulator';
import { isTrouble, TROUBLES, type TroubleName } from './troubles';

export interface SimulateOptions {
  readonly port: number;
  readonly trouble: TroubleName;
}

/** Plays a trouble until it is interrupted; lines of standard input name another one. */
export async function simulateCommand({ port, trouble }: SimulateOptions): Promise<void> {
  const { baseUrl: server } = connectionInEnvironment();
  const simulator = await Simulator.start({ server, port, now: () => new Date(), onCall: print }).catch(refused);
  simulator.trouble = trouble;
  print(`Simulating ${server} at ${simulator.url}. Give your program this address, and pin this key:`);
  print(simulator.publicKey);
  print(`\nPlaying ${trouble}. Type another one:\n${listOfTroubles()}`);
  const input = createInterface({ input: process.stdin });
  input.on('line', (line) => {
    const name = line.trim();
    if (isTrouble(name)) {
      simulator.trouble = name;
      print(`Playing ${name}: ${TROUBLES[name].description}.`);
    } else if (name !== '') {
      print(`There is no trouble ${name}:\n${listOfTroubles()}`);
    }
  });
  // The end of the input is none: a program in the background has no input.
  await stopSignal;
  input.close();
  await simulator.stop();
}

function refused(error: unknown): never {
  throw new CliError(error instanceof Error ? error.message : String(error), { cause: error });
}

function listOfTroubles(): string {
  const width = Math.max(...Object.keys(TROUBLES).map(({ length }) => length));
  return Object.entries(TROUBLES)
    .map(([name, { description }]) => `  ${name.padEnd(width)}  ${description}`)
    .join('\n');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
