import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const SCRIPTS = join(__dirname, '../debian/php');

/** A request made by a PHP program. */
export interface PhpCall {
  url: string;
  headers?: string[];
  as: 'json' | 'form' | 'nothing' | 'head' | 'get';
  fields?: unknown;
}

export interface PhpAnswer {
  status: number;
  /** As parsed by cURL. */
  length: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

/** Runs a script and returns its output. */
export async function php(script: string, args: string[] = [], input = ''): Promise<string> {
  const program = spawn('php', [join(SCRIPTS, script), ...args]);
  const ended = once(program, 'close');
  // One that reads no input may have ended before.
  program.stdin.on('error', () => undefined).end(input);
  const [printed, complaints] = await Promise.all([text(program.stdout), text(program.stderr)]);
  const [code] = (await ended) as [number];
  if (code !== 0) {
    throw new Error(`${script} ended with ${code}: ${complaints}${printed}`);
  }
  return printed;
}

/** Makes the calls sequentially in one PHP process. */
export async function phpCalls<C extends PhpCall[]>(...calls: C): Promise<{ [K in keyof C]: PhpAnswer }> {
  const answers = JSON.parse(await php('program.php', [], JSON.stringify(calls))) as (Omit<PhpAnswer, 'bytes'> & {
    body: string;
  })[];
  return answers.map(({ body, ...answer }) => ({ ...answer, bytes: Buffer.from(body, 'base64') })) as {
    [K in keyof C]: PhpAnswer;
  };
}
