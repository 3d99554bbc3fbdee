/** What is asked for at a known host: a call of a model, something beside calls, or nothing that the wire tap looks at. */

export interface Operation {
  /** `aside`: lists of models and counts of tokens. Tools ask for them unbidden, of servers that may be off or not have them. */
  readonly kind: 'call' | 'aside';
  /** Without the query, where some providers take a key. */
  readonly path: string;
  /** Where the path names it: Azure's deployments, Gemini, Vertex AI, Bedrock. */
  readonly model: string | null;
}

/** In characters; an address that is longer is no operation of a model. */
const LONGEST_PATH = 1_024;

/** By POST. OpenAI, Anthropic, Cohere, Ollama, Bedrock, Replicate and Workers AI by the path's end; Google by what follows a colon. */
const CALLS =
  /\/(?:completions|responses|messages|embeddings|converse|converse-stream|invoke|invoke-with-response-stream|chat|generate|embed|rerank|predictions)\/?$|\/images\/(?:generations|edits)$|\/audio\/(?:speech|transcriptions)$|\/ai\/run\/|:(?:generateContent|streamGenerateContent|embedContent|batchEmbedContents|predict|rawPredict|streamRawPredict)$/;
const ASIDES = /\/models\/?$|\/count_tokens$|:countTokens$/;
const MODEL = /\/(?:deployments|engines|models?)\/([^/]{1,200}?)(?:\/[a-z/-]{1,60}|:[A-Za-z]{1,40})$/;

/** `target` as the request's line has it: a path with or without a query. */
export function readOperation(method: string, target: string): Operation | null {
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  if (path.length > LONGEST_PATH) return null;
  const kind = method === 'POST' && CALLS.test(path) ? 'call' : ASIDES.test(path) ? 'aside' : null;
  return kind === null ? null : { kind, path, model: readModel(path) };
}

function readModel(path: string): string | null {
  const name = MODEL.exec(path)?.[1];
  if (name === undefined) return null;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
