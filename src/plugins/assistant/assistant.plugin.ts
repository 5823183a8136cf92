import { definePlugin } from '../../core/common/plugins/define-plugin';

/** An MCP server for assistants, started by `keyward mcp`. */
export const ASSISTANT_PLUGIN = definePlugin({ name: 'assistant' });
