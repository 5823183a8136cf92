import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { running } from '../testkit/leftovers';
import { until } from '../testkit/until';

const LIMIT_MS = 240_000;
/** Programs say so in a container, such as that of CI, and not on a buyer's computer. */
const IN_CONTAINER = /^CONTAINER_WITHOUT_ID: .*\n/gm;

/** A shell that reads lines as if they were typed, and stops at the first that fails. */
export class Shell {
  output = '';
  private complaints = '';
  private readonly ended: Promise<unknown[]>;

  private constructor(private readonly shell: ChildProcess) {
    shell.stdout?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    shell.stderr?.setEncoding('utf8').on('data', (text: string) => (this.complaints += text));
    this.ended = once(shell, 'close');
    running.add(this);
  }

  static type(lines: string, cwd: string, environment: Readonly<Record<string, string>> = {}): Shell {
    const { PATH = '', HOME = '' } = process.env;
    const env = { PATH: `${join(process.execPath, '..')}:${PATH}`, HOME, ...environment };
    // A group of its own, so that what it has started in the background ends with it.
    const shell = spawn('dash', ['-e'], { cwd, env, timeout: LIMIT_MS, detached: true });
    shell.stdin.end(lines);
    return new Shell(shell);
  }

  /** Returns the output. Fails if a command has failed, has complained, or printed an error of the API. */
  async printed(): Promise<string> {
    const [code] = await this.ended;
    await this.stop();
    const complaints = this.complaints.replaceAll(IN_CONTAINER, '');
    const isWrong = code !== 0 || complaints !== '' || this.output.includes('"error":{');
    expect(isWrong ? [code, complaints, this.output] : []).toEqual([]);
    return this.output;
  }

  /** Waits until it has printed a text. */
  async prints(text: string): Promise<void> {
    const isOver = () => this.output.includes(text) || this.shell.exitCode !== null;
    await until(`the shell prints ${text}`, isOver);
    expect(this.output).toContain(text);
  }

  /** Ends what is left of it. */
  async stop(): Promise<void> {
    running.delete(this);
    try {
      process.kill(-(this.shell.pid ?? 0), 'SIGKILL');
    } catch {
      // Nothing of it runs any more.
    }
    await this.ended;
  }
}
