import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { CliError } from '../kit/cli-error';

/** Asks for a password twice, without showing it; reads the first line of input that is no terminal. */
export async function readPassword(): Promise<string> {
  const password = process.stdin.isTTY ? await askTwice() : await readLine();
  if (password === '') {
    throw new CliError('No password was given: type it, or send it on standard input');
  }
  return password;
}

async function askTwice(): Promise<string> {
  const password = await ask('Password: ');
  if (password !== (await ask('Password again: '))) {
    throw new CliError('The passwords differ');
  }
  return password;
}

async function ask(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const prompt = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    const stopped = new Promise<never>((_resolve, reject) => {
      prompt.once('SIGINT', () => reject(new CliError('Interrupted')));
    });
    return await Promise.race([prompt.question(''), stopped]);
  } finally {
    prompt.close();
    process.stderr.write('\n');
  }
}

async function readLine(): Promise<string> {
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/);
  return line;
}
