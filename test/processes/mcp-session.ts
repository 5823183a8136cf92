import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Tool } from '@modelcontextprotocol/server';
import type { Answer } from '../testkit/server';
import { startCommand } from './command';

/** A response of JSON-RPC. */
interface Frame {
  id?: number;
  result?: Answer['body'];
  error?: { code: number; message: string };
}

/** An assistant's connection to `keyward mcp`: frames of JSON-RPC, one in each line. */
export class McpSession {
  readonly ended: Promise<number | null>;
  /** Lines that are no frame: there must be none. */
  readonly strayLines: string[] = [];
  errors = '';
  private readonly waiting = new Map<number, (frame: Frame) => void>();
  private count = 0;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.ended = once(child, 'close').then(([code]) => code as number | null);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stdout }).on('line', (line) => this.receive(line));
  }

  static async open(environment: Record<string, string>, ...options: string[]): Promise<McpSession> {
    const session = new McpSession(startCommand(['mcp', ...options], environment));
    await session.request('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    session.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return session;
  }

  async request(method: string, params: object = {}): Promise<Answer['body']> {
    const id = ++this.count;
    const response = new Promise<Frame>((resolve) => this.waiting.set(id, resolve));
    this.send({ jsonrpc: '2.0', id, method, params });
    const { result, error } = await Promise.race([response, this.endedEarly()]);
    if (error) {
      throw new Error(error.message);
    }
    return result;
  }

  async tools(): Promise<Tool[]> {
    return (await this.request('tools/list')).tools;
  }

  /** Calls a tool; returns its text as it is and parsed. */
  async call(name: string, input: object = {}): Promise<{ isError: boolean; text: string; data: Answer['body'] }> {
    const { content, isError = false } = await this.request('tools/call', { name, arguments: input });
    const [{ text }] = content;
    return { isError, text, data: /^[{[]/.test(text) ? JSON.parse(text) : undefined };
  }

  write(text: string): void {
    this.child.stdin.write(text);
  }

  async end(): Promise<number | null> {
    this.child.stdin.end();
    return this.ended;
  }

  private send(frame: object): void {
    this.write(`${JSON.stringify(frame)}\n`);
  }

  private receive(line: string): void {
    try {
      const frame = JSON.parse(line) as Frame;
      this.waiting.get(frame.id ?? 0)?.(frame);
    } catch {
      this.strayLines.push(line);
    }
  }

  private async endedEarly(): Promise<never> {
    const code = await this.ended;
    throw new Error(`The command has ended with ${code}: ${this.errors}`);
  }
}
