/** What agents are given: a tool of the editor's own, and the same by the Model Context Protocol. */
import {
  l10n,
  LanguageModelTextPart,
  LanguageModelToolResult,
  lm,
  McpStdioServerDefinition,
  Uri,
  type ExtensionContext,
  type McpServerDefinitionProvider,
} from 'vscode';
import type { Desk } from './desk.js';
import type { Owned } from './disposableList.js';
import { ERRORS_TOOL, MCP_PROVIDER } from './ids.js';

/** Set by the build from `package.json`. */
declare const UNWRAP_VERSION: string;

/** Reads nothing until an agent asks. */
export function registerForAgents(context: ExtensionContext, desk: () => Promise<Desk>): Owned[] {
  const offered = findApi();
  const registered: Owned[] = [];
  if (offered?.registerTool) {
    const tool = offered.registerTool<unknown>(ERRORS_TOOL, {
      prepareInvocation: () => ({ invocationMessage: l10n.t('Reading why model calls failed') }),
      invoke: async ({ input }) => {
        const { answerAgent } = await desk();
        return new LanguageModelToolResult([new LanguageModelTextPart(await answerAgent(input))]);
      },
    });
    registered.push(tool);
  }
  if (offered?.registerMcpServerDefinitionProvider) {
    registered.push(offered.registerMcpServerDefinitionProvider(MCP_PROVIDER, offerServer(context, desk)));
  }
  return registered;
}

/** Editors that are made of VS Code may have neither way, or one without the other. */
function findApi(): Partial<typeof lm> | undefined {
  return lm;
}

/** The server is told where this window keeps what failed: it need not follow the logs once more, and knows what the wire tap saw. */
function offerServer(
  context: ExtensionContext,
  desk: () => Promise<Desk>,
): McpServerDefinitionProvider<McpStdioServerDefinition> {
  return {
    provideMcpServerDefinitions: () => {
      const program = Uri.joinPath(context.extensionUri, 'dist', 'extension', 'mcp.cjs').fsPath;
      const environment = { ELECTRON_RUN_AS_NODE: '1' };
      return [new McpStdioServerDefinition('Unwrap', process.execPath, [program, 'mcp'], environment, UNWRAP_VERSION)];
    },
    resolveMcpServerDefinition: async (server) => {
      const { historyFile } = await desk();
      if (historyFile !== null) server.args = [...server.args, '--history', historyFile];
      return server;
    },
  };
}
