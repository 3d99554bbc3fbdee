/** The part of VS Code's API by which extensions are there for agents: what is registered, and what the extension makes. */

interface Tool {
  readonly prepareInvocation: () => { readonly invocationMessage: string };
  readonly invoke: (options: { readonly input: unknown }) => Promise<{ readonly content: readonly { readonly value: string }[] }>;
}

class ServerDefinition {
  constructor(
    readonly label: string,
    readonly command: string,
    public args: string[],
    readonly env: Record<string, string>,
    readonly version: string,
  ) {}
}

interface ServerProvider {
  readonly provideMcpServerDefinitions: () => ServerDefinition[];
  readonly resolveMcpServerDefinition: (server: ServerDefinition) => Promise<ServerDefinition>;
}

function keep<T>(map: Map<string, T>, id: string, item: T): { dispose(): void } {
  map.set(id, item);
  return { dispose: () => map.delete(id) };
}

/** Gives it to a fake editor that has none; what is registered and not disposed of stands in the maps. */
export function offerAgents(vscode: object) {
  const tools = new Map<string, Tool>();
  const providers = new Map<string, ServerProvider>();
  Object.assign(vscode, {
    lm: {
      registerTool: (id: string, tool: Tool) => keep(tools, id, tool),
      registerMcpServerDefinitionProvider: (id: string, provider: ServerProvider) => keep(providers, id, provider),
    },
    LanguageModelTextPart: class {
      constructor(readonly value: string) {}
    },
    LanguageModelToolResult: class {
      constructor(readonly content: readonly unknown[]) {}
    },
    McpStdioServerDefinition: ServerDefinition,
  });
  return { tools, providers };
}
