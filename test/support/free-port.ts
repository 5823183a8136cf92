import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that the system gives to servers and connections that ask for any: Linux begins at 32768. */
const FIRST = 12_000;
const PORTS_OF_PROCESS = 25;
const PROCESSES = 800;

const first = FIRST + (process.pid % PROCESSES) * PORTS_OF_PROCESS;
let taken = 0;

/**
 * A port for a program that is told its own. Nobody else takes it before the program listens: each worker has other ones.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < PORTS_OF_PROCESS; tries++) {
    const port = first + (taken++ % PORTS_OF_PROCESS);
    if (await isFree(port)) {
      return port;
    }
  }
  throw new Error(`The ports from ${first} on are all in use`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port), 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
