import type { IncidentSummary, PartyView } from '../../src/panel/messages.js';
import { NOW } from './states.js';

const CLINE: PartyView = { id: 'cline', name: 'Cline' };
const CLAUDE: PartyView = { id: 'claude-code', name: 'Claude Code' };
const CODEX: PartyView = { id: 'codex', name: 'Codex' };
const OPENROUTER: PartyView = { id: 'openrouter', name: 'OpenRouter' };
const BEDROCK: PartyView = { id: 'bedrock', name: 'Amazon Bedrock' };
const ANTHROPIC: PartyView = { id: 'anthropic', name: 'Anthropic' };
const OPENAI: PartyView = { id: 'openai', name: 'OpenAI' };

type Kind = Pick<IncidentSummary, 'short' | 'cause' | 'tools' | 'provider' | 'gateway' | 'model' | 'category' | 'state'>;

const KINDS: readonly Kind[] = [
  {
    short: 'Bedrock rate limit',
    cause: 'Amazon Bedrock is rate-limiting anthropic/claude-sonnet-4.6 behind OpenRouter.',
    tools: [CLINE],
    provider: BEDROCK,
    gateway: OPENROUTER,
    model: 'anthropic/claude-sonnet-4.6',
    category: 'rate_limit',
    state: 'open',
  },
  {
    short: 'OpenRouter needs credit',
    cause: 'OpenRouter asks for payment first: the credit is used up, or there is no payment method.',
    tools: [CLINE],
    provider: null,
    gateway: OPENROUTER,
    model: 'z-ai/glm-5.1',
    category: 'billing',
    state: 'fixed',
  },
  {
    short: 'Anthropic overloaded',
    cause: 'Anthropic has no room for claude-opus-4-6 right now.',
    tools: [CLAUDE],
    provider: ANTHROPIC,
    gateway: null,
    model: 'claude-opus-4-6',
    category: 'overloaded',
    state: 'recovered',
  },
  {
    short: 'Context too long',
    cause: 'The request is longer than gpt-5.2 at OpenAI takes, counted with the answer that it asks for.',
    tools: [CODEX],
    provider: OPENAI,
    gateway: null,
    model: 'gpt-5.2',
    category: 'context_length',
    state: 'past',
  },
  {
    short: 'Cause unknown',
    cause: 'The call failed, but this text does not say why: it is a wrapper without the answer that it wraps.',
    tools: [],
    provider: null,
    gateway: null,
    model: null,
    category: 'unknown',
    state: 'open',
  },
];

const STEP_MS = 47 * 60_000;

/** So many incidents, newest first, over some days; the first of them waits. */
export function manyIncidents(count: number): IncidentSummary[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = KINDS[index % KINDS.length] ?? KINDS[0];
    if (kind === undefined) throw new RangeError('There is a kind of incident.');
    const lastAt = NOW - index * STEP_MS;
    const isWaiting = index === 0;
    return {
      ...kind,
      id: `incident-${index}`,
      requestId: `req_${String(index).padStart(6, '0')}`,
      state: isWaiting ? 'waiting' : index > 12 ? 'past' : kind.state,
      isGiven: kind.tools.length === 0,
      stateAt: isWaiting ? NOW + 12_000 : kind.state === 'open' || kind.state === 'past' ? null : lastAt + 60_000,
      count: index % 4 === 0 ? 1 + index : 1,
      firstAt: lastAt - 30_000,
      lastAt,
    };
  });
}
