import { definePlugin } from '../../core/common';

/** An MCP server for assistants, started by `keyward mcp`. */
export const ASSISTANT_PLUGIN = definePlugin({ name: 'assistant' });
