import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Tests also run in containers, where clients say that they have no id of their own. */
const OF_CONTAINER = /^CONTAINER_WITHOUT_ID: .*\n/m;

/** A program that is running, with what it has printed so far. */
export class Program {
  output = '';
  #errors = '';
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended: Promise<unknown[]>;

  private constructor(child: ChildProcessWithoutNullStreams) {
    this.#child = child;
    this.#ended = once(child, 'close');
    child.stdout.on('data', (chunk: Buffer) => (this.output += String(chunk)));
    child.stderr.on('data', (chunk: Buffer) => (this.#errors += String(chunk)));
  }

  get errors(): string {
    return this.#errors.replace(OF_CONTAINER, '');
  }

  static start(file: string, args: readonly string[], env: Record<string, string>): Program {
    return new Program(spawn(process.execPath, [file, ...args], { env: { PATH: process.env.PATH ?? '', ...env } }));
  }

  /** Runs a program to its end. */
  static async run(file: string, args: readonly string[], env: Record<string, string>): Promise<[number, string]> {
    const program = Program.start(file, args, env);
    program.#child.stdin.end();
    const code = await program.ended();
    return [code, program.output + program.errors];
  }

  type(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Waits until the program has printed a text. */
  async prints(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      await Promise.race([
        once(this.#child.stdout, 'data'),
        this.#ended.then(() => {
          if (!this.output.includes(text)) {
            throw new Error(`The program ended without "${text}": ${this.output}${this.errors}`);
          }
        }),
      ]);
    }
  }

  async ended(): Promise<number> {
    const [code] = await this.#ended;
    return Number(code);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
