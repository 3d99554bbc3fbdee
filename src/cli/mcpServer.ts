/**
 * The server's side of the Model Context Protocol, as far as one tool needs it. Its revision 2026-07-28 has no handshake: each
 * request bears the version; those up to 2025-11-25 begin with `initialize`. Both are served, each request by its own marks
 * (modelcontextprotocol.io, Specification: Versioning; Discovery). By hand, since the official library makes the program 270 kB
 * larger, a quarter of its whole size.
 */
import * as z from 'zod/mini';
import { MAX_LINE_BYTES, type Line } from './readLines.js';

const STATELESS = '2026-07-28';
/** Newest first. */
const WITH_HANDSHAKE = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;
const META = 'io.modelcontextprotocol';

/** JSON-RPC 2.0's codes, and the protocol's own of its revision 2026-07-28. */
const codes = {
  unreadable: -32_700,
  noRequest: -32_600,
  unknownMethod: -32_601,
  wrongParameters: -32_602,
  unsupportedVersion: -32_022,
} as const;

/** The tool and what it takes do not change while the program runs. */
const CACHED = { ttlMs: 3_600_000, cacheScope: 'public' } as const;

/** What the tool answers, or why it does not take what it was given. */
type ToolAnswer = { readonly text: string; readonly structured: object } | { readonly refusal: string };

export interface ServedTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON Schema. */
  readonly inputSchema: object;
  readonly call: (asked: unknown) => Promise<ToolAnswer>;
}

export interface ServerFace {
  readonly info: { readonly name: string; readonly title: string; readonly version: string };
  readonly instructions: string;
}

const Id = z.union([z.string(), z.number()]);
const Message = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.optional(Id),
  method: z.optional(z.string()),
  params: z.optional(z.record(z.string(), z.unknown())),
});
const Claim = z.object({ _meta: z.object({ [`${META}/protocolVersion`]: z.string() }) });
const Start = z.object({ protocolVersion: z.string() });
const Call = z.object({ name: z.string(), arguments: z.optional(z.unknown()) });

/** A request that is answered by an error of the protocol. */
class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: number,
    message: string,
    readonly data?: object,
  ) {
    super(message);
  }
}

/** Answers one line; null where nothing is to be said. */
export function createMcpServer(face: ServerFace, tool: ServedTool): (line: Line) => Promise<unknown> {
  const answerOne = async (message: unknown): Promise<object | null> => {
    const read = z.safeParse(Message, message);
    if (!read.success) return refuse(null, new Refusal(codes.noRequest, 'This is no JSON-RPC 2.0 request.'));
    const { id, method, params = {} } = read.data;
    // A notification, or an answer to what was never asked.
    if (id === undefined || method === undefined) return null;
    try {
      return { jsonrpc: '2.0', id, result: await serve(method, params, face, tool) };
    } catch (error) {
      if (error instanceof Refusal) return refuse(id, error);
      throw error;
    }
  };
  return async (line) => {
    if (line === null) {
      return refuse(null, new Refusal(codes.noRequest, `The message is longer than ${MAX_LINE_BYTES / 1024 / 1024} MB.`));
    }
    if (line.trim() === '') return null;
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      return refuse(null, new Refusal(codes.unreadable, 'This is no JSON.'));
    }
    if (!Array.isArray(message)) return answerOne(message);
    // Several at once, which only the revision 2025-03-26 has.
    const answers: object[] = [];
    for (const each of message) {
      const answer = await answerOne(each);
      if (answer !== null) answers.push(answer);
    }
    return answers.length === 0 ? null : answers;
  };
}

function refuse(id: z.infer<typeof Id> | null, { code, message, data }: Refusal): object {
  return { jsonrpc: '2.0', id, error: { code, message, ...(data === undefined ? {} : { data }) } };
}

type Params = Readonly<Record<string, unknown>>;

async function serve(method: string, params: Params, face: ServerFace, tool: ServedTool): Promise<object> {
  const claim = z.safeParse(Claim, params);
  if (!claim.success) return serveWithHandshake(method, params, face, tool);
  const { _meta: meta } = claim.data;
  const requested = meta[`${META}/protocolVersion`];
  if (requested !== STATELESS) {
    const supported = [STATELESS];
    throw new Refusal(codes.unsupportedVersion, 'This version of the protocol is not served.', { supported, requested });
  }
  const result = { resultType: 'complete', _meta: { [`${META}/serverInfo`]: face.info } };
  switch (method) {
    case 'server/discover':
      return {
        ...result,
        supportedVersions: [STATELESS],
        capabilities: { tools: {} },
        instructions: face.instructions,
        ...CACHED,
      };
    case 'tools/list':
      return { ...result, ...listTools(tool), ...CACHED };
    case 'tools/call':
      return { ...result, ...(await callTool(params, tool)) };
    default:
      throw unknownMethod(method);
  }
}

async function serveWithHandshake(method: string, params: Params, face: ServerFace, tool: ServedTool): Promise<object> {
  switch (method) {
    case 'initialize': {
      const start = z.safeParse(Start, params);
      if (!start.success) throw new Refusal(codes.wrongParameters, 'protocolVersion is missing.');
      const wanted = start.data.protocolVersion;
      return {
        protocolVersion: WITH_HANDSHAKE.find((version) => version === wanted) ?? WITH_HANDSHAKE[0],
        capabilities: { tools: {} },
        serverInfo: face.info,
        instructions: face.instructions,
      };
    }
    case 'ping':
      return {};
    case 'tools/list':
      return listTools(tool);
    case 'tools/call':
      return callTool(params, tool);
    default:
      throw unknownMethod(method);
  }
}

function listTools({ name, title, description, inputSchema }: ServedTool): object {
  const annotations = { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  return { tools: [{ name, title, description, inputSchema, annotations }] };
}

async function callTool(params: Params, tool: ServedTool): Promise<object> {
  const call = z.safeParse(Call, params);
  if (!call.success || call.data.name !== tool.name) {
    throw new Refusal(codes.wrongParameters, `There is one tool, ${tool.name}.`);
  }
  const answer = await tool.call(call.data.arguments);
  return 'refusal' in answer
    ? { content: asContent(answer.refusal), isError: true }
    : { content: asContent(answer.text), structuredContent: answer.structured, isError: false };
}

function asContent(text: string): object[] {
  return [{ type: 'text', text }];
}

function unknownMethod(method: string): Refusal {
  return new Refusal(codes.unknownMethod, `The method ${JSON.stringify(method.slice(0, 100))} is not served.`);
}
