/** Pages as the host sends them: invented failures in the real forms. */
import type { GuideView, IncidentSummary, IncidentView, PanelState, SourceView } from '../../src/panel/messages.js';

/** 2026-11-20 14:02:17 UTC */
export const NOW = Date.UTC(2026, 10, 20, 14, 2, 17);

const RAW = `{"error":{"message":"Provider returned error","code":429,"metadata":{"raw":"{\\"message\\":\\"Too many tokens per minute, please wait before trying again.\\"}","provider_name":"Amazon Bedrock","is_byok":false}},"user_id":"user_2aZ"}`;

/** All layers of it were seen in one log. */
const ONE_PLACE = { seen: null, tool: null, droppedBy: null } as const;

export const rateLimit: IncidentView = {
  id: 'incident-1',
  isSample: false,
  short: 'Bedrock rate limit',
  cause: 'Amazon Bedrock is rate-limiting claude-sonnet-4.6 behind OpenRouter.',
  category: 'rate_limit',
  refusedBy: 'The provider, Amazon Bedrock',
  path: [
    { station: 'client', name: 'Cline', state: 'passed' },
    { station: 'network', name: null, state: 'passed' },
    { station: 'gateway', name: 'OpenRouter', state: 'passed' },
    { station: 'provider', name: 'Amazon Bedrock', state: 'refused' },
  ],
  retry: 'A retry can help in 12 s.',
  retryable: true,
  retryAt: NOW + 12_000,
  tools: ['Cline'],
  count: 3,
  firstAt: NOW - 6000,
  lastAt: NOW,
  facts: {
    category: 'rate_limit',
    status: 429,
    code: null,
    provider: 'Amazon Bedrock',
    gateway: 'OpenRouter',
    model: 'anthropic/claude-sonnet-4.6',
    requestId: 'gen-1763647337-qN3vXb7TfYw0',
    confidence: 0.97,
  },
  moments: [NOW - 6000, NOW - 4000, NOW].map((at) => ({ at, seen: 'log', by: 'Cline', status: 429, category: 'rate_limit' })),
  layers: [
    { by: 'Cline', status: null, code: null, message: 'Provider returned error', ...ONE_PLACE },
    { by: 'OpenAI SDK', status: 429, code: null, message: '429 Provider returned error', ...ONE_PLACE },
    { by: 'OpenRouter', status: 429, code: null, message: 'Provider returned error', ...ONE_PLACE },
    {
      by: 'Amazon Bedrock',
      status: 429,
      code: 'ThrottlingException',
      message: 'Too many tokens per minute, please wait before trying again.',
      ...ONE_PLACE,
    },
  ],
  text: `2026-11-20T14:02:17.118Z ERROR OpenRouter API Error: 429 - ${RAW}`,
  evidence: [{ rule: 'bedrock/too-many-tokens', text: 'Too many tokens per minute' }],
  advice: [
    {
      kind: 'wait',
      when: 'now',
      title: 'Wait 12 s, then retry',
      detail: 'Amazon Bedrock lets the next request through then.',
      link: null,
    },
    {
      kind: 'switch-model',
      when: 'now',
      title: 'Switch to another model',
      detail: 'The limit holds for claude-sonnet-4.6 alone; other models behind OpenRouter answer.',
      link: 'https://openrouter.ai/models',
    },
    {
      kind: 'raise-limits',
      when: 'fix',
      title: 'Bring your own provider key',
      detail: 'With a Bedrock key of your own, the limit is yours and not the one that all of OpenRouter shares.',
      link: 'https://openrouter.ai/settings/integrations',
    },
  ],
  thrownAway: null,
  endpoint: null,
  actions: [],
  checks: [],
};

export const billing: IncidentView = {
  ...rateLimit,
  id: 'incident-2',
  short: 'OpenRouter balance empty',
  cause: 'Your balance at OpenRouter is empty: it refuses to send anything to deepseek/deepseek-chat-v3.',
  category: 'billing',
  refusedBy: 'The gateway, OpenRouter',
  path: [
    { station: 'client', name: 'Continue', state: 'passed' },
    { station: 'network', name: null, state: 'passed' },
    { station: 'gateway', name: 'OpenRouter', state: 'refused' },
    { station: 'provider', name: null, state: 'unreached' },
  ],
  retry: 'A retry will not help before the balance is topped up.',
  retryable: false,
  retryAt: null,
  tools: ['Continue'],
  count: 1,
  firstAt: NOW - 86_400_000,
  lastAt: NOW - 86_400_000,
  facts: {
    category: 'billing',
    status: 402,
    code: null,
    provider: null,
    gateway: 'OpenRouter',
    model: 'deepseek/deepseek-chat-v3',
    requestId: null,
    confidence: 0.95,
  },
  moments: [],
  layers: [{ by: 'OpenRouter', status: 402, code: null, message: 'Insufficient credits. Add more to continue.', ...ONE_PLACE }],
  text: 'HTTP 402 Payment Required from https://openrouter.ai/api/v1/chat/completions\n\n{"error":{"message":"Insufficient credits. Add more to continue.","code":402}}',
  evidence: [{ rule: 'openrouter/credits', text: 'Insufficient credits' }],
  advice: [
    {
      kind: 'open-billing',
      when: 'now',
      title: 'Add credits at OpenRouter',
      detail: 'Calls go through again as soon as the balance is positive.',
      link: 'https://openrouter.ai/settings/credits',
    },
  ],
};

const unknown: IncidentView = {
  ...billing,
  id: 'incident-3',
  short: 'Unknown failure',
  cause: 'A call failed, and the log does not say why: only the wrapper’s text is left.',
  category: 'unknown',
  refusedBy: 'Not known',
  path: [
    { station: 'client', name: null, state: 'unknown' },
    { station: 'network', name: null, state: 'unknown' },
    { station: 'gateway', name: null, state: 'unknown' },
    { station: 'provider', name: null, state: 'unknown' },
  ],
  retry: 'Whether a retry can help is not known.',
  retryable: null,
  tools: [],
  facts: {
    category: 'unknown',
    status: null,
    code: null,
    provider: null,
    gateway: null,
    model: null,
    requestId: null,
    confidence: 0.3,
  },
  layers: [],
  text: 'Provider returned error',
  evidence: [],
  advice: [
    {
      kind: 'reveal-cause',
      when: 'fix',
      title: 'Paste the whole error',
      detail: 'If the tool offers to copy the request’s details, copy them and diagnose the clipboard.',
      link: null,
    },
  ],
  actions: [
    { action: 'reveal-cause', label: 'Ways to see the cause…', advice: 0 },
    { action: 'copy-report', label: 'Copy a report', advice: null },
  ],
};

const thrownAway: IncidentView = {
  ...unknown,
  id: 'incident-5',
  tools: ['Cline'],
  actions: [],
  thrownAway: { tools: ['Cline'], isWireOn: false },
};

/** The same failure where the wire was looked at. */
const onWire: IncidentView = {
  ...rateLimit,
  id: 'incident-6',
  layers: [
    { by: 'AI SDK', status: null, code: null, message: 'stream error', seen: 'log', tool: 'Cline', droppedBy: null },
    { by: 'OpenRouter', status: 429, code: null, message: 'Provider returned error', seen: 'wire', tool: null, droppedBy: null },
    {
      by: 'Amazon Bedrock',
      status: 429,
      code: 'ThrottlingException',
      message: 'Too many tokens per minute, please wait before trying again.',
      seen: 'wire',
      tool: null,
      droppedBy: 'Cline',
    },
  ],
  text: `POST https://openrouter.ai/api/v1/chat/completions\nHTTP 429 Too Many Requests\nretry-after: 12\n\n${RAW}`,
};

/** The server's wait is over. */
const waited: IncidentView = { ...rateLimit, id: 'incident-7', retryAt: NOW - 1000 };

/** The endpoint tried two upstreams in vain, and a tool logged what it got. */
const tried: IncidentView = {
  ...rateLimit,
  id: 'incident-8',
  endpoint: 'running',
  count: 2,
  firstAt: NOW - 40_000,
  moments: [
    { at: NOW - 40_000, seen: 'endpoint', by: 'openrouter', status: 429, category: 'rate_limit' },
    { at: NOW - 38_800, seen: 'endpoint', by: 'openrouter', status: 429, category: 'rate_limit' },
    { at: NOW - 37_100, seen: 'endpoint', by: 'anthropic', status: 529, category: 'overloaded' },
    { at: NOW - 37_000, seen: 'log', by: 'Cline', status: 529, category: 'overloaded' },
    { at: NOW - 2400, seen: 'endpoint', by: 'openrouter', status: 429, category: 'rate_limit' },
    { at: NOW - 300, seen: 'endpoint', by: 'anthropic', status: null, category: 'timeout' },
    { at: NOW, seen: 'log', by: 'Cline', status: null, category: 'timeout' },
  ],
};

/** As the host says it to a page in Chinese. */
export const chinese: IncidentView = {
  ...rateLimit,
  id: 'incident-9',
  short: 'Bedrock 限流',
  cause: 'Amazon Bedrock 正在对 OpenRouter 背后的 claude-sonnet-4.6 限流。',
  refusedBy: '提供商 Amazon Bedrock',
  retry: '12 秒后可以重试。',
  advice: [
    {
      kind: 'wait',
      when: 'now',
      title: '等待 12 秒后重试',
      detail: '拒绝的是 Amazon Bedrock，不是 OpenRouter：同一个密钥经 OpenRouter 发出的请求都计入它的限额。',
      link: null,
    },
    {
      kind: 'switch-model',
      when: 'now',
      title: '换一个模型',
      detail: '多数限额按模型分别计算。',
      link: 'https://openrouter.ai/models',
    },
    {
      kind: 'raise-limits',
      when: 'fix',
      title: '为 Amazon Bedrock 使用自己的密钥',
      detail: '这样限额只属于你；提高 OpenRouter 自身的限额在这里没有用。',
      link: 'https://openrouter.ai/settings/integrations',
    },
  ],
  actions: [
    { action: 'retry', label: '等待后在 Cline 中重试', advice: 0 },
    { action: 'switch-model', label: '切换 Cline 的模型…', advice: 1 },
    { action: 'check-provider', label: '查询 OpenRouter 的状态', advice: null },
    { action: 'copy-report', label: '复制报告', advice: null },
  ],
};

/** What the walkthrough and the quiet page show. */
const sample: IncidentView = { ...rateLimit, id: 'incident-10', isSample: true, tools: [], count: 1, firstAt: NOW, moments: [] };

/** Everything too long, and hostile. */
const hostile: IncidentView = {
  ...rateLimit,
  id: 'incident-4',
  cause: `<img src=x onerror=alert(1)> said ${'no'.repeat(120)} to a/very-long-model-name-${'x'.repeat(80)}.`,
  layers: Array.from({ length: 8 }, (_, depth) => ({
    by: `wrapper-${depth}-${'w'.repeat(40)}`,
    status: 500 + depth,
    code: `code_${'c'.repeat(60)}`,
    message: `<script>alert(${depth})</script> ${'m'.repeat(300)}`,
    ...ONE_PLACE,
  })),
  moments: [],
  text: `<script>alert(1)</script>\n\u202Eمرحبا بالعالم ${'令牌'.repeat(200)} ${'y'.repeat(12_000)}\nAuthorization\n${'z\n'.repeat(200)}`,
  evidence: [{ rule: `rule/${'r'.repeat(90)}`, text: '<script>alert(1)</script>' }],
};

/** With what Unwrap can do, and what was looked up. */
const fixable: IncidentView = {
  ...rateLimit,
  actions: [
    { action: 'retry', label: 'Wait, then retry in Cline', advice: 0 },
    { action: 'switch-model', label: 'Switch the model of Cline…', advice: 1 },
    { action: 'check-provider', label: 'Check the status of OpenRouter', advice: null },
    { action: 'copy-report', label: 'Copy a report', advice: null },
  ],
  checks: [
    {
      title: 'Status of OpenRouter',
      at: NOW - 4000,
      isGood: true,
      text: 'OpenRouter reports no trouble: "All Systems Operational". Such pages are often minutes late.',
      details: ['https://status.openrouter.ai'],
    },
    {
      title: 'Who serves anthropic/claude-sonnet-4.6 at OpenRouter',
      at: NOW - 3000,
      isGood: false,
      text: '0 of 2 answered at least 95 % of calls lately.',
      details: ['Amazon Bedrock: 61.3 % up', `${'W'.repeat(120)}: not said`],
    },
  ],
};

const guide: GuideView = {
  title: 'Switch Cursor from claude-sonnet-4.6 to gpt-5.2',
  steps: [
    {
      text: 'Open Cursor Settings › Models; for a model that is not listed, choose "Add model" and enter its ID.',
      value: 'gpt-5.2',
    },
    { text: 'Choose it in the picker below the input of the chat, and send the message again.', value: null },
  ],
  notes: ['Cursor takes no model from a file.'],
  incident: 'incident-1',
};

const sources: SourceView[] = [
  {
    toolName: 'Cline',
    label: 'Output channel "Cline"',
    state: 'followed',
    pattern: '/home/ada/.config/Code/logs/20261120T135501/window1/exthost/output_logging_*/*-Cline.log',
    files: ['/home/ada/.config/Code/logs/20261120T135501/window1/exthost/output_logging_20261120T135502/1-Cline.log'],
    reason: null,
  },
  {
    toolName: 'Cline',
    label: 'ui_messages.json',
    state: 'unreadable',
    pattern: '/home/ada/.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks/*/ui_messages.json',
    files: [],
    reason: 'The folder tasks may not be read by this user (EACCES). Give yourself read permission on it.',
  },
  {
    toolName: 'Continue',
    label: 'Command line and JetBrains logs',
    state: 'not-found',
    pattern: '/home/ada/.continue/logs/*.log',
    files: [],
    reason: 'There is no such folder yet.',
  },
  {
    toolName: 'Continue',
    label: 'renderer.log',
    state: 'out-of-reach',
    pattern: null,
    files: [],
    reason: 'This window is remote: its renderer.log is on the machine that you sit at.',
  },
  {
    toolName: 'Codex',
    label: 'Sessions',
    state: 'not-found',
    pattern: '~/.codex/sessions/*/*/*/rollout-*.jsonl',
    files: [],
    reason: null,
  },
];

/** As the list shows an incident. */
export const summary = ({
  id,
  short,
  cause,
  category,
  retryAt,
  count,
  firstAt,
  lastAt,
  tools,
}: IncidentView): IncidentSummary => ({
  id,
  short,
  cause,
  tools: tools.map((name) => ({ id: name.toLowerCase(), name })),
  provider: null,
  gateway: { id: 'openrouter', name: 'OpenRouter' },
  model: null,
  requestId: null,
  category,
  state: retryAt !== null && retryAt > NOW ? 'waiting' : 'open',
  isGiven: false,
  stateAt: retryAt,
  count,
  firstAt,
  lastAt,
});

/** Three of them, newest first. */
const some = [rateLimit, unknown, billing].map(summary);

export const pages = {
  'rate-limit': { page: 'incident', incident: rateLimit, incidents: some },
  billing: { page: 'incident', incident: billing, incidents: [summary(billing)] },
  unknown: { page: 'incident', incident: unknown, incidents: [summary(unknown)] },
  'thrown-away': { page: 'incident', incident: thrownAway, incidents: [summary(thrownAway)] },
  wire: { page: 'incident', incident: onWire, incidents: [summary(onWire)] },
  waited: { page: 'incident', incident: waited, incidents: [summary(waited)] },
  tried: { page: 'incident', incident: tried, incidents: [summary(tried)] },
  sample: { page: 'incident', incident: sample, incidents: [] },
  hostile: { page: 'incident', incident: hostile, incidents: [summary(hostile)] },
  fixable: { page: 'incident', incident: fixable, incidents: [summary(fixable)] },
  guide: { page: 'guide', guide, incidents: some },
  quiet: { page: 'quiet', sources, incidents: [] },
  sources: { page: 'sources', sources, notes: ['Watched on the remote side (SSH).'], incidents: some },
  'no-failure': { page: 'no-failure', from: 'clipboard', empty: false, incidents: some },
} satisfies Record<string, PanelState>;
