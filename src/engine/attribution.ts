/** Who served or refused the request, and who stood between. */
import { cued, cueOf, has, type CuedPattern } from './cues.js';
import { fieldGroup, hasSome } from './fieldGroups.js';
import { isObject } from './looseJson.js';
import type { Node, Piece } from './peel.js';
import { providers } from './providers/list.js';
import { findProvider, providerOfHost } from './providers/lookup.js';
import type { Provider } from './providers/provider.js';
import { makerOfModel } from './modelMakers.js';
import { ownerOfCode } from './ownCodes.js';
import { byTrust, standsAlone } from './signatures.js';
import { isOfSignature, type Mark } from './wordings/list.js';
import type { Reading } from './wrappers/wrapper.js';

export interface Attribution {
  readonly provider: string | null;
  readonly gateway: string | null;
  /** The files of those that are known. */
  readonly known: readonly Provider[];
}

const PROVIDER_FIELDS = ['providername', 'provider', 'providerid', 'llmprovider', 'customllmprovider'];
const NAMES_PROVIDER = fieldGroup(...PROVIDER_FIELDS);
/** A cookie's domain begins with a dot. */
const HOST = /(?:(?<![a-z0-9.-])|(?<==\.))[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}/y;
/** What stands before an address that a request went to, which proves more than one that a message links to. */
const REQUESTED = /(?:\burl:? |\bfrom |\bto |\bhost=|\bhost: |\bpost |\bfor url:? ?)["'[(]{0,3}(?:https?:\/\/)?$/;

function isGateway(provider: Provider | null): boolean {
  return provider?.kind === 'gateway';
}

class Finder {
  provider: string | null = null;
  gateway: string | null = null;
  readonly known: Provider[] = [];

  /** Takes a name that a field or wrapper gives; unknown names stand as written. */
  name(name: string | undefined, role?: 'provider' | 'gateway'): void {
    const trimmed = name?.trim();
    if (trimmed === undefined || trimmed === '' || trimmed.length > 60) return;
    const found = findProvider(trimmed);
    if (found) {
      this.take(found);
      return;
    }
    if (NO_NAME.test(trimmed) || !/^[A-Za-z][\w .-]*$/.test(trimmed)) return;
    const id = trimmed.toLowerCase().replaceAll(/[\s_]+/g, '-');
    if (role === 'gateway') this.gateway ??= id;
    else if (role === 'provider') this.provider ??= id;
  }

  take(found: Provider): void {
    if (!this.known.includes(found)) this.known.push(found);
    if (isGateway(found)) this.gateway ??= found.id;
    else this.provider ??= found.id;
  }
}

/** What is seen in these passed through them. */
const GATEWAYS_SEEN: ReadonlySet<string> = new Set(['litellm', 'openrouter']);

/** Whose `openai` is the protocol that every compatible server speaks. */
const SPEAK_OPENAI: ReadonlySet<string | undefined> = new Set(['openai-sdk', 'continue']);

const NO_NAME =
  /^(?:unknown|none|null|undefined|auto|default|model|custom|error|the|openai-compatible|openai compatible|openaicompatible)$/i;

export function attribute(
  pieces: readonly Piece[],
  marks: readonly (readonly Mark[])[],
  nodes: readonly Node[],
  readings: readonly Reading[],
  headers: ReadonlyMap<string, string>,
  model: string | null,
  said: string | null,
  tool: string | null,
): Attribution {
  const finder = new Finder();
  for (const node of nodes) {
    if (!node.structured) continue;
    if (hasSome(node, NAMES_PROVIDER)) {
      for (const field of PROVIDER_FIELDS) {
        const value = node.fields.get(field);
        if (typeof value === 'string') finder.name(value, 'provider');
      }
      if (fieldsOfMidStreamError(node)) finder.name('openrouter', 'gateway');
    }
    const metadata = node.fields.get('metadata');
    if (node.fields.get('message') === 'Provider returned error' || (isObject(metadata) && metadata.has('provider_name'))) {
      finder.name('openrouter', 'gateway');
    }
  }
  // The OpenAI SDK's words stand around the errors of every server that speaks its protocol.
  const telling = readings.filter((reading) => reading.provider !== 'openai' || !SPEAK_OPENAI.has(reading.by));
  const ofContinue = readings.some(({ by }) => by === 'continue');
  for (const reading of telling) finder.name(reading.provider);
  for (const reading of readings) finder.name(reading.gateway, 'gateway');
  for (const node of nodes) {
    if (node.structured || !hasSome(node, NAMES_PROVIDER)) continue;
    for (const field of PROVIDER_FIELDS) {
      const value = node.fields.get(field);
      if (typeof value === 'string' && value.length < 40 && !(value === 'openai' && ofContinue)) finder.name(value, 'provider');
    }
    if (node.fields.has('providername')) finder.name('openrouter', 'gateway');
  }
  for (const id of byHeaders(headers)) finder.name(id);
  for (const node of nodes) if (node.structured) for (const id of byPrintedHeaders(node)) finder.name(id);
  for (const piece of pieces) readHosts(piece, finder);
  const byWords: string[] = [];
  const byName: string[] = [];
  for (const [index, { low }] of pieces.entries()) {
    for (const mark of marks[index] ?? []) {
      if (!isOfSignature(mark)) continue;
      if (!mark.of.byName) byWords.push(mark.of.id);
      else if (standsAlone(low, mark.start, mark.end)) byName.push(mark.of.id);
    }
  }
  for (const id of byTrust(byWords)) finder.name(id);
  if (finder.provider === null) readOwnCodes(nodes, finder);
  for (const node of nodes) readShape(node, finder);
  if (finder.provider === null) for (const piece of pieces) readNames(piece, finder);
  if (finder.provider === null) for (const reading of readings) finder.name(reading.provider);
  for (const id of byName) finder.name(id);
  finder.name(said ?? undefined, 'provider');
  if (tool !== null && GATEWAYS_SEEN.has(tool)) finder.name(tool);
  if (finder.provider === null && model !== null) readModelId(model, finder);
  return { provider: finder.provider, gateway: finder.gateway, known: finder.known };
}

/** The ends of the hosts that are known. */
const HOST_ENDS = cueOf(providers.flatMap(({ hosts }) => hosts.flatMap((host) => /\.[a-z]+$/.exec(host) ?? [])));

function readHosts({ low, cues }: Piece, finder: Finder): void {
  if (!has(cues, HOST_ENDS)) return;
  const text = low.length > 8_000 ? low.slice(0, 8_000) : low;
  const linked: Provider[] = [];
  // From dot to dot: most words have none.
  let from = 0;
  for (let dot = text.indexOf('.'); dot !== -1; dot = text.indexOf('.', from)) {
    let index = dot;
    while (index > from && isOfHost(text.charCodeAt(index - 1))) index -= 1;
    from = dot + 1;
    HOST.lastIndex = index;
    const host = isOfHost(text.charCodeAt(dot + 1)) ? HOST.exec(text)?.[0] : undefined;
    if (host === undefined) continue;
    from = index + host.length;
    // `type.googleapis.com` begins the name of a type, whoever uses it.
    const found = host.startsWith('type.') ? null : providerOfHost(host);
    if (!found) continue;
    if (REQUESTED.test(text.slice(Math.max(0, index - 24), index))) finder.take(found);
    else linked.push(found);
  }
  for (const found of linked) finder.take(found);
}

function isOfHost(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 45;
}

/** LiteLLM and its like write who serves before the model (`azure/chatgpt-v-2`); OpenRouter writes who made it. */
function readModelId(model: string, finder: Finder): void {
  const slash = model.indexOf('/');
  if (slash > 0 && (finder.gateway === null || finder.gateway === 'litellm')) {
    const served = findProvider(model.slice(0, slash));
    if (served) finder.take(served);
  }
  if (slash === -1 && finder.gateway === null) finder.name(makerOfModel(model) ?? undefined);
}

/** Ids of those whose own headers are there: a name that one provider alone documents. */
function byHeaders(headers: ReadonlyMap<string, string>): string[] {
  const ids: string[] = [];
  for (const name of headers.keys()) {
    const id = ownHeaders().get(name);
    if (id !== undefined && id !== '') ids.push(id);
  }
  return ids;
}

/** Headers printed among a response's fields. Names without a provider's own words are also those of other fields. */
function byPrintedHeaders({ fields }: Node): string[] {
  const ids: string[] = [];
  for (const name of fields.keys()) {
    const id = name.length > LONGEST_FIELD ? foldedHeaders().get(name) : undefined;
    if (id !== undefined && id !== '') ids.push(id);
  }
  return ids;
}

/** In characters, folded: `requestid`, `generationid` are fields of many. */
const LONGEST_FIELD = 13;

let headerOwners: Map<string, string> | null = null;

/** Header name to the id of the one provider that documents it; empty where several do. */
function ownHeaders(): ReadonlyMap<string, string> {
  if (headerOwners) return headerOwners;
  headerOwners = new Map();
  for (const { id, headers } of providers) {
    const names = [
      ...headers.requestId,
      ...headers.rateLimit,
      ...(headers.model ?? []),
      ...(headers.cause ? [headers.cause.code, headers.cause.message] : []),
    ];
    for (const name of new Set(names)) headerOwners.set(name, headerOwners.has(name) ? '' : id);
  }
  return headerOwners;
}

let foldedOwners: ReadonlyMap<string, string> | null = null;

/** As `ownHeaders`, by names as the fields of objects have them. */
function foldedHeaders(): ReadonlyMap<string, string> {
  foldedOwners ??= new Map([...ownHeaders()].map(([name, id]) => [name.replaceAll('-', ''), id]));
  return foldedOwners;
}

const ANTHROPIC_TYPES =
  /^(?:overloaded|authentication|rate_limit|invalid_request|api|permission|not_found|billing|timeout)_error$|^request_too_large$/;

/** Fields that one protocol alone has, or that do so beside another. */
const SHAPED = fieldGroup(
  ':exceptiontype',
  'responseflags',
  'estimatedtime',
  'openaiprocessingms',
  'openaiorganization',
  'baseresp',
  'promptfeedback',
  'usagemetadata',
);

/** Shapes that one protocol alone has: Anthropic's `{type: "error", error: {type}}`, Google's `{code, status: "RESOURCE_EXHAUSTED"}`. */
function readShape(node: Node, finder: Finder): void {
  const { fields, structured } = node;
  if (!structured) return;
  const type = fields.get('type');
  if (type === 'error' && finder.gateway === null) {
    const error = fields.get('error');
    const inner = isObject(error) ? error.get('type') : undefined;
    if (typeof inner === 'string' && ANTHROPIC_TYPES.test(inner)) finder.name('anthropic');
  }
  if (type === 'overloaded_error' && finder.provider === null && finder.gateway === null) finder.name('anthropic');
  if (hasSome(node, SHAPED)) {
    if (fields.has(':exceptiontype')) finder.name('bedrock');
    if (fields.has('responseflags') && fields.has('upstreamcluster')) finder.name('envoy');
    if (fields.has('estimatedtime') && fields.has('error')) finder.name('huggingface');
    if (fields.has('openaiprocessingms') || fields.has('openaiorganization')) finder.name('openai');
    if (fields.has('baseresp')) finder.name('minimax');
    if (fields.has('promptfeedback') || fields.has('usagemetadata')) finder.name('google');
  }
  const code = fields.get('code');
  const status = fields.get('status');
  if (typeof code === 'number' && typeof status === 'string' && /^[A-Z][A-Z_]{5,40}$/.test(status) && fields.has('message'))
    finder.name('google');
}

/** OpenRouter's chunk that ends a stream: a completion with `provider` and `error` side by side (its documentation, Errors). */
function fieldsOfMidStreamError({ fields }: Node): boolean {
  return fields.has('choices') && fields.has('error') && typeof fields.get('provider') === 'string';
}

const NAMED =
  /\b(?:upstream provider|provider|from|calling|talking to|connect(?:ing)? to|request to|contact us through an|调用) ?([A-Z][A-Za-z.]{1,20}(?: [A-Z][A-Za-z]{1,15})?)\b/g;
const ERROR_OF = /\b([A-Z][A-Za-z.]{2,20}(?: [A-Z][A-Za-z]{1,15})?|[a-z]{3,15}(?:-[a-z]{3,15})?) (?:API )?(?:[Ee]rror|错误)\b/g;
/** `OpenAI API responded`, `request to openai API`, but not `OpenAI API key`, nor what is compatible with it. */
const API_OF = /\b([A-Za-z]{3,20}(?: [A-Z][A-Za-z]{1,15})?) API\b(?!.(?:key|compatible|format|version))/g;
/** opencode's gateway and others name who refused in brackets: `Error from provider (Xiaomi): …`. */
const BRACKETED = /\bprovider ?\(([A-Z][A-Za-z .]{1,30})[),]/g;

/** `Model: gpt-4.1 (azure)`. */
const SERVED = /\b[Mm]odel:? [\w.:/-]{2,60} \(([A-Za-z][A-Za-z .-]{1,25})\)/g;
/** Dify: `[tongyi] Server Unavailable Error, …` (langgenius/dify: model_runtime/errors/invoke.py). */
const DIFY =
  /\[([a-z][\w-]{2,25})\] (?:Rate Limit|Server Unavailable|Connection|Bad Request|Incorrect model credentials|Authorization|Error)\b/g;

/** A client's class that bears its provider's name: `CohereAPIError`. OpenAI's is raised for every server that speaks its protocol. */
const CLASS_OF = /\b(?!Open)([A-Z][A-Za-z]{2,15}?)A(?:PI|pi)(?:Error|Exception)\b/g;

const NAMES: readonly CuedPattern[] = [
  cued(CLASS_OF, 'apierror', 'apiexception'),
  cued(SERVED, 'model'),
  cued(DIFY, '] '),
  cued(BRACKETED, 'provider(', 'provider ('),
  cued(NAMED, 'provider', 'from', 'calling', 'talking to', 'connect', 'request to', 'contact', '调用'),
  cued(ERROR_OF, ' error', '错误'),
  cued(API_OF, ' api'),
];

/** The service's name before each line of `docker compose logs`: `bifrost-1 | …`. */
const COMPOSED = /^([a-z]{3,30})-\d{1,2} \| /;

const COLUMN = cueOf([' | ']);

/** `Upstream provider NIM returned …`, `Cursor Error: …`, `调用Ollama模型失败`: names that the plain mention of would not prove. */
function readNames({ text, cues }: Piece, finder: Finder): void {
  const service = has(cues, COLUMN) ? COMPOSED.exec(text)?.[1] : undefined;
  if (service !== undefined) {
    const found = findProvider(service);
    if (found) finder.take(found);
  }
  for (const { cue: needed, pattern } of NAMES) {
    if (!has(cues, needed)) continue;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const words = (match[1] ?? '').split(' ');
      const found = findProvider(words.join(' ')) ?? findProvider(words[0] ?? '') ?? findProvider(words.at(-1) ?? '');
      if (found) finder.take(found);
    }
  }
}

function readOwnCodes(nodes: readonly Node[], finder: Finder): void {
  for (const { fields, structured } of nodes) {
    if (!structured) continue;
    for (const field of ['code', 'type', 'errorcode', 'status', 'statuscode']) {
      const value = fields.get(field);
      const owner = typeof value === 'string' || typeof value === 'number' ? ownerOfCode(String(value)) : null;
      if (owner !== null) finder.name(owner);
    }
  }
}
