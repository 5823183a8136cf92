import { McpServer, ResourceNotFoundError } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { VERSION } from '../../../core/common/version';
import { CliError } from '../../cli/kit/cli-error';
import type { Connection } from '../../cli/kit/environment';
import { documentResources, readResource } from './resources';
import { type ToolOptions, ToolSet } from './tool-set';

/** The longest message in bytes: inputs of tools are small. */
const MAX_MESSAGE_BYTES = 1024 * 1024;

const INSTRUCTIONS =
  'Keyward is a license server. Start with `search`; `explain_verdict` says why a program may not run. ' +
  'The server grants what the credential may do. License keys are shortened: name a license by its id. ' +
  'Tools that change data take a `reason` and a `reference` of an order or ticket. ' +
  '`product`, `customer`, `policy` and `group` are ids, references or names, in lists also several. Ranges such as `created_at` ' +
  'are objects with `gt`, `gte`, `lt`, `lte`; times are ISO 8601; `metadata` is an object of fields and values. Lists take `limit` ' +
  '(1 to 100), `after` (the `next` of the page before) and `sort` (a minus for the largest first). A refused input says what it ' +
  'must be. The documents are resources: read keyward://openapi/llms.txt first.';

/** Serves an assistant on standard input and output until input ends. */
export async function serveMcp(connection: Connection, options: ToolOptions): Promise<void> {
  if (connection.apiKey === undefined && connection.token === undefined) {
    throw new CliError('Set KEYWARD_API_KEY to an API key of kind internal, or KEYWARD_TOKEN to the token of a log-in');
  }
  const tools = new ToolSet(connection, options);
  await serve(tools);
}

function serve(tools: ToolSet): Promise<void> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    const transport = new ObservedTransport(() => {
      if (process.stdin.readableEnded) {
        resolve();
      } else {
        reject(new CliError(failure?.message ?? 'The output was closed', { cause: failure }));
      }
    });
    const onerror = (error: Error): void => {
      failure = error;
    };
    serveStdio(() => createServer(tools), { transport, onerror });
  });
}

/** Reports that it closed: when input ends, when a message is too long, and when output fails. */
class ObservedTransport extends StdioServerTransport {
  constructor(private readonly onClosed: () => void) {
    super(process.stdin, process.stdout, { maxBufferSize: MAX_MESSAGE_BYTES });
  }

  override async close(): Promise<void> {
    await super.close();
    this.onClosed();
    // An open input would keep the process alive.
    process.stdin.destroy();
  }
}

/** Its tools come from the API document, so that they are listed and called by hand. */
function createServer(tools: ToolSet): McpServer {
  const mcp = new McpServer(
    { name: 'keyward', title: 'Keyward', version: VERSION },
    { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
  );
  const { server } = mcp;
  const resources = documentResources();
  server.setRequestHandler('tools/list', () => ({ tools: tools.listed }));
  server.setRequestHandler('tools/call', ({ params }, { mcpReq }) =>
    tools.call(params.name, params.arguments ?? {}, mcpReq.signal),
  );
  server.setRequestHandler('resources/list', () => ({ resources: resources.map(({ file: _, ...listed }) => listed) }));
  server.setRequestHandler('resources/read', ({ params: { uri } }) => {
    const found = resources.find((resource) => resource.uri === uri);
    if (!found) {
      throw new ResourceNotFoundError(uri);
    }
    return { contents: [{ uri, mimeType: found.mimeType, text: readResource(found) }] };
  });
  return mcp;
}
