import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { running } from '../testkit/leftovers';
import { until } from '../testkit/until';

/** A shell that keeps its variables and functions from one block of a page to the next. */
export class OpenShell {
  private output = '';
  private errors = '';
  private blocks = 0;
  private readonly ended: Promise<unknown[]>;

  private constructor(private readonly shell: ChildProcessWithoutNullStreams) {
    shell.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    shell.stderr.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.ended = once(shell, 'close');
    running.add(this);
    shell.stdin.on('error', () => undefined).write('set -eo pipefail\n');
  }

  static open(cwd: string, environment: Readonly<Record<string, string>>): OpenShell {
    const { PATH = '', NODE_COMPILE_CACHE = '' } = process.env;
    return new OpenShell(spawn('bash', [], { cwd, env: { PATH, NODE_COMPILE_CACHE, ...environment } }));
  }

  /** Runs lines as if they were typed. Fails if one of them does. */
  async type(lines: string): Promise<{ readonly output: string; readonly errors: string }> {
    const end = `end of block ${(this.blocks += 1)}\n`;
    this.output = this.errors = '';
    // Commands do not read the lines after them.
    this.shell.stdin.write(`{\n${lines}\n} </dev/null\necho '${end.trim()}'\n`);
    const isOver = (): boolean => this.output.endsWith(end) || this.shell.exitCode !== null;
    await until(`the shell has run ${lines}`, isOver);
    const { output, errors } = this;
    if (!output.endsWith(end)) {
      throw new Error(`${lines} failed:\n${output}${errors}`);
    }
    return { output: output.slice(0, -end.length), errors };
  }

  async stop(): Promise<void> {
    running.delete(this);
    this.shell.kill('SIGKILL');
    await this.ended;
  }
}
