import type { CallToolResult, Tool as ListedTool } from '@modelcontextprotocol/server';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { Keyward, KeywardError } from '#sdk';
import type { Connection } from '../../cli/kit/environment';
import { describeCallError } from '../../cli/kit/describe-error';
import { DocumentSchema } from './document-schema';
import { listedSchema } from './listed-schema';
import { READ_TOOLS } from './read-tools';
import { shortenSecrets } from './shorten-secrets';
import type { Tool } from './tool';
import { WRITE_TOOLS } from './write-tools';

export interface ToolOptions {
  readonly allowWrites: boolean;
  /** Whether results have license keys in full. */
  readonly showKeys: boolean;
}

/** The tools of a session: lists, describes and calls them. Refusals are results, so that the assistant reads them. */
export class ToolSet {
  readonly listed: ListedTool[];
  private readonly tools: ReadonlyMap<string, Tool>;
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly document = new DocumentSchema();
  private readonly keyward: Keyward;

  constructor(
    private readonly connection: Connection,
    private readonly options: ToolOptions,
  ) {
    const tools = [...READ_TOOLS, ...(options.allowWrites ? WRITE_TOOLS : [])];
    this.tools = new Map(tools.map((tool) => [tool.name, tool]));
    this.listed = tools.map((tool) => this.describe(tool));
    this.keyward = new Keyward({ ...connection, headers: { 'user-agent': 'keyward-mcp' } });
  }

  async call(name: string, input: object, signal: AbortSignal): Promise<CallToolResult> {
    const tool = this.tools.get(name);
    if (!tool) {
      return refusal(WRITE_TOOLS.some((each) => each.name === name) ? READ_ONLY : `There is no tool ${name}`);
    }
    const problem = this.problemOf(tool, input);
    return problem === undefined ? this.callServer(tool, input, signal) : refusal(problem);
  }

  private async callServer(tool: Tool, input: object, signal: AbortSignal): Promise<CallToolResult> {
    try {
      const result = await tool.call(this.keyward.with({ signal }), input);
      return answer(this.options.showKeys ? result : shortenSecrets(result));
    } catch (error) {
      if (error instanceof KeywardError) {
        return refusal(describeCallError(error, this.connection.baseUrl));
      }
      throw error;
    }
  }

  private describe({ name, title, advice, operation, inputs, change }: Tool): ListedTool {
    return {
      name,
      title,
      description: [this.document.summaryOf(operation), advice].filter((text) => text !== undefined).join(' '),
      inputSchema: listedSchema(this.document.inputsOf(operation, inputs)),
      annotations: {
        title,
        readOnlyHint: change === undefined,
        destructiveHint: change === 'takes',
        openWorldHint: false,
      },
    };
  }

  private problemOf({ name }: Tool, input: object): string | undefined {
    const validate = this.validators.get(name) ?? this.compile(name);
    return validate(input) ? undefined : `The input is invalid: ${(validate.errors ?? []).map(describe).join('; ')}`;
  }

  private compile(name: string): ValidateFunction {
    const ajv = addFormats(new Ajv({ strict: false, allErrors: true }));
    const tool = this.tools.get(name);
    const validate = ajv.compile(tool ? this.document.inputsOf(tool.operation, tool.inputs) : {});
    this.validators.set(name, validate);
    return validate;
  }
}

const READ_ONLY = 'This tool changes data, and this server is read-only: start it with `keyward mcp --allow-writes`';

function describe({ instancePath, message = '', params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: unknown[] };
  const field = instancePath.slice(1).replaceAll('/', '.');
  const values = allowedValues ? `: ${allowedValues.join(', ')}` : '';
  return additionalProperty === undefined
    ? `${field} ${message}${values}`.trim()
    : `unknown input ${additionalProperty}`;
}

/** A change without an answer has an empty result. */
function answer(result: unknown): CallToolResult {
  return { content: [{ type: 'text', text: result === undefined ? 'Done' : JSON.stringify(result) }] };
}

function refusal(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
