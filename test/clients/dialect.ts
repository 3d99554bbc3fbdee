/** What the three kinds of request expect: a good answer, whole or as a stream, and how a stream tells of a failure. */
export type Dialect = 'chat' | 'responses' | 'messages';

/** Null where the request is of none of them. */
export function dialectOf(path: string): Dialect | null {
  if (path.endsWith('/chat/completions')) return 'chat';
  if (path.endsWith('/responses')) return 'responses';
  return path.endsWith('/messages') ? 'messages' : null;
}

/** What a good answer says; no fault's text holds it. */
export const GOOD_WORDS = 'all is well behind the endpoint';

const chunk = (delta: unknown, finish: string | null): unknown => ({
  id: 'chatcmpl-good',
  object: 'chat.completion.chunk',
  created: 1_790_000_000,
  model: 'second-model',
  choices: [{ index: 0, delta, finish_reason: finish }],
});

const message = { type: 'message', id: 'msg_good', role: 'assistant', status: 'completed' };
const content = [{ type: 'output_text', text: GOOD_WORDS, annotations: [] }];
const response = (status: string, output: readonly unknown[]): unknown => ({
  id: 'resp_good',
  object: 'response',
  created_at: 1_790_000_000,
  status,
  model: 'second-model',
  output,
  parallel_tool_calls: true,
  tool_choice: 'auto',
  tools: [],
  usage: {
    input_tokens: 5,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 6,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 11,
  },
});

export const goodBodies: Readonly<Record<Dialect, unknown>> = {
  chat: {
    id: 'chatcmpl-good',
    object: 'chat.completion',
    created: 1_790_000_000,
    model: 'second-model',
    choices: [{ index: 0, message: { role: 'assistant', content: GOOD_WORDS }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 5, completion_tokens: 6, total_tokens: 11 },
  },
  responses: response('completed', [{ ...message, content }]),
  messages: {
    id: 'msg_good',
    type: 'message',
    role: 'assistant',
    model: 'second-model',
    content: [{ type: 'text', text: GOOD_WORDS }],
    stop_reason: 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 5, output_tokens: 6 },
  },
};

/** Server-sent events as they stand on the wire. */
export const goodStreams: Readonly<Record<Dialect, string>> = {
  chat: [chunk({ role: 'assistant', content: '' }, null), chunk({ content: GOOD_WORDS }, null), chunk({}, 'stop')]
    .map((event) => `data: ${JSON.stringify(event)}\n\n`)
    .concat('data: [DONE]\n\n')
    .join(''),
  responses: named([
    { type: 'response.created', response: response('in_progress', []) },
    { type: 'response.output_item.added', output_index: 0, item: { ...message, status: 'in_progress', content: [] } },
    {
      type: 'response.content_part.added',
      item_id: 'msg_good',
      output_index: 0,
      content_index: 0,
      part: { type: 'output_text', text: '', annotations: [] },
    },
    { type: 'response.output_text.delta', item_id: 'msg_good', output_index: 0, content_index: 0, delta: GOOD_WORDS },
    { type: 'response.output_text.done', item_id: 'msg_good', output_index: 0, content_index: 0, text: GOOD_WORDS },
    { type: 'response.content_part.done', item_id: 'msg_good', output_index: 0, content_index: 0, part: content[0] },
    { type: 'response.output_item.done', output_index: 0, item: { ...message, content } },
    { type: 'response.completed', response: response('completed', [{ ...message, content }]) },
  ]),
  messages: named([
    {
      type: 'message_start',
      message: {
        id: 'msg_good',
        type: 'message',
        role: 'assistant',
        model: 'second-model',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 5, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: GOOD_WORDS } },
    { type: 'content_block_stop', index: 0 },
    { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 6 } },
    { type: 'message_stop' },
  ]),
};

/** A stream whose first event is the failure. */
export const failedStreams: Readonly<Record<Dialect, string>> = {
  chat: `data: ${JSON.stringify({ id: 'gen-fault', error: { code: 503, message: 'The model is overloaded. Please try again later.' } })}\n\n`,
  responses: named([
    { type: 'response.created', response: response('in_progress', []) },
    {
      type: 'error',
      code: 'server_is_overloaded',
      message: 'Our servers are currently overloaded. Please try again later.',
      param: null,
    },
  ]),
  messages: named([{ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }]),
};

function named(events: readonly ({ readonly type: string } & Readonly<Record<string, unknown>>)[]): string {
  return events
    .map((event, index) => `event: ${event.type}\ndata: ${JSON.stringify({ sequence_number: index, ...event })}\n\n`)
    .join('');
}
