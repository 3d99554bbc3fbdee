/** Everything known of one provider or gateway, as data. One file each in this folder; `list.ts` names them all. */
import type { Category, Origin } from '../model.js';
import type { adviceTexts } from '../texts/adviceTexts.js';

/** What one documented error code means. Only what the code itself proves is set. */
export interface CodeMeaning {
  readonly category: Category;
  /** Where the code says who refused; otherwise a gateway's own code means `gateway` and a provider's `upstream`. */
  readonly origin?: Origin;
  /** Where the code overrides what its category says of retries. */
  readonly retryable?: boolean;
  /** True for a code that several causes share (`invalid_request_error`, `429`): wording, where it says more, overrules it. */
  readonly broad?: true;
}

/** The codes of one meaning. */
interface CodeGroup extends CodeMeaning {
  /** Codes, types and exception names as documented, lower case. Numbers as documented too: `1113`. */
  readonly codes: readonly string[];
}

/** What an SDK of that protocol is given: OpenAI's append `/chat/completions`, Anthropic's `/v1/messages`. No trailing slash. */
interface BaseUrls {
  readonly openai?: string;
  readonly anthropic?: string;
}

/** Header names, lower case, in the order in which they are trusted. */
interface HeaderNames {
  readonly requestId: readonly string[];
  readonly retry: readonly string[];
  readonly rateLimit: readonly string[];
  /** Where a gateway hands on the error of the provider behind it. */
  readonly cause?: { readonly code: string; readonly message: string };
  /** The model that answered. */
  readonly model?: readonly string[];
}

/** Pages for a person. Absent where the provider has none. */
export interface Links {
  readonly status?: string;
  readonly keys?: string;
  readonly billing?: string;
  readonly limits?: string;
  readonly models?: string;
  readonly privacy?: string;
  /** Where a gateway takes a key of one's own for a provider behind it. */
  readonly ownKeys?: string;
  readonly docs?: string;
}

/** Where the facts of one were read stands above it, as `@see`: a document's title with its owner, or `owner/repo:path`. */
export interface Provider {
  /** Lower case, as the corpus and the command line write it: `openai`, `openrouter`. */
  readonly id: string;
  /** As its maker writes it: `OpenRouter`. */
  readonly name: string;
  /** One word, where the first word of the name would mislead: `Bedrock`. */
  readonly shortName?: string;
  readonly kind: 'provider' | 'gateway';
  /** Other names, lower case, words joined by `-`: what gateways, SDKs and logs call it (`amazon-bedrock`, `google-ai-studio`). */
  readonly aliases: readonly string[];
  /** Host names it serves its API or pages from; a leading dot stands for any subdomain. A local server's has its port. */
  readonly hosts: readonly string[];
  /** How its keys begin; the redaction is built from these. */
  readonly keyPrefixes: readonly string[];
  readonly baseUrls: BaseUrls;
  readonly headers: HeaderNames;
  readonly codes: readonly CodeGroup[];
  readonly links: Links;
  /** Public, JSON: who serves a model behind a gateway, with its uptime; `{model}` stands for the model's id. */
  readonly modelEndpoints?: string;
  /** How a gateway goes on to another model by itself; worded in `texts/adviceTexts.ts`. */
  readonly fallback?: keyof typeof adviceTexts & `fallback.${string}`;
}
