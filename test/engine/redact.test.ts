import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { providers } from '../../src/engine/providers/list.js';
import { redact } from '../../src/engine/redact.js';

describe('redact: keys and tokens', () => {
  it.each([
    ['an OpenAI key in a sentence', 'Incorrect API key provided: sk-proj-Ab12Cd34Ef56Gh78. Check it.'],
    ['a key that the provider masked', 'Incorrect API key provided: sk-Ab12****************9xYz.'],
    ['a key masked with dots', 'invalid x-api-key: sk-ant-api03-Ab...9xYz'],
    ['a key behind an escaped line feed', String.raw`{"log":"key:\nsk-or-v1-Ab12Cd34Ef56Gh789xYz"}`],
    ['a key without a form, named', 'Incorrect API key provided: Ab12Cd34Ef56Gh789xYz.'],
    ['a bearer token', 'curl -H "Authorization: Bearer Ab12Cd34Ef56Gh789xYz" https://api.example.com'],
    ['a header of a JSON object', '{"headers":{"x-api-key":"Ab12Cd34Ef56Gh789xYz","accept":"*/*"}}'],
    ['a header of a Python dict', "{'Authorization': 'Bearer Ab12Cd34Ef56Gh789xYz'}"],
    ['a header of an escaped JSON object', String.raw`{"raw":"{\"api-key\":\"Ab12Cd34Ef56Gh789xYz\"}"}`],
    ['a header of a flat list', '["api-key","Ab12Cd34Ef56Gh789xYz","accept","*/*"]'],
    [
      'a query parameter',
      'POST https://generativelanguage.googleapis.com/v1beta/models/x:generate?key=Ab12Cd34Ef56Gh789xYz&alt=sse',
    ],
    ['an environment variable', 'OPENROUTER_API_KEY=Ab12Cd34Ef56Gh789xYz npm start'],
    ['a basic-auth address', 'proxy http://kim:9xYz@proxy.example.com:3128 refused'],
    ['a basic-auth header', 'Proxy-Authorization: Basic a2ltOjl4WXo9xYz='],
    ['a JSON Web Token', 'token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.9xYz-Ab12'],
    ['a cookie', 'Cookie: session=Ab12; csrf=9xYz'],
    ['a signed AWS header', 'authorization: AWS4-HMAC-SHA256 Credential=AKIAAB12CD34EF56GH78/20260101/x, Signature=9xYz'],
    ['a private key', String.raw`{"private_key":"-----BEGIN PRIVATE KEY-----\n9xYz\n-----END PRIVATE KEY-----\n"}`],
    ['a private key in lines', '-----BEGIN RSA PRIVATE KEY-----\nMIIE9xYz\n-----END RSA PRIVATE KEY-----'],
    ['a Zhipu key', 'got 0123456789abcdef0123456789abcdef.Ab12Cd34Ef569xYz'],
    ['a GitHub token', 'remote: ghp_Ab12Cd34Ef56Gh78Ij909xYz'],
  ])('takes out %s', (_, text) => {
    const safe = redact(text);
    expect(safe).toContain('[redacted');
    expect(safe).not.toContain('9xYz');
    expect(safe).not.toContain('Ab12');
    expect(redact(safe)).toBe(safe);
  });

  it('knows every key form that a provider file names', () => {
    for (const prefix of providers.flatMap(({ keyPrefixes }) => keyPrefixes)) {
      expect(redact(`rejected ${prefix}Q7w8E9r0T1y2U3i4O5p6 today`)).toBe('rejected [redacted key] today');
    }
  });

  it.each([
    'request_id: req_011CSHoEeqs5C35K2UUqR7Fy',
    'request-id=0f3c9a7e-5b1d-4f7a-9c57-0123456789ab',
    '{"id":"gen-1755890000-AbCdEfGhIjKlMnOp","model":"anthropic/claude-sonnet-4.6"}',
    'x-request-id: req_cm_8a7b6c5d4e3f',
    'model us.anthropic.claude-opus-4-5-20260101-v1:0, claude-opus-4@20250514',
    '429 from https://api.groq.com/openai/v1/chat/completions; see https://console.groq.com/settings/billing',
    '{"error":{"code":"invalid_api_key","type":"authentication_error","message":"Invalid API key: expired"}}',
    'API key is missing; hasApiKey=true; api_key: null; max_tokens: 100000',
    "Authorization: Bearer null; API key doesn't start with ck-",
    'npm install ai@7.0.12 @scope/pkg@1.0.0',
    'org-AbCdEfGhIjKl on tokens per min (TPM): Limit 30000, Requested 31234',
  ])('leaves what the diagnosis rests on: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

describe('redact: persons', () => {
  it.each([
    ['mail kim.lee+ai@example.co.uk now', 'mail [redacted e-mail] now'],
    [String.raw`{"a":"x\nkim@example.com"}`, String.raw`{"a":"x\n[redacted e-mail]"}`],
    ['at /home/kim/src/a.ts:3', 'at ~/src/a.ts:3'],
    ['at file:///Users/kim/src/a.ts', 'at file://~/src/a.ts'],
    [String.raw`at C:\Users\Kim Lee\AppData\x.js`, String.raw`at ~\AppData\x.js`],
    [String.raw`{"path":"c:\\Users\\kim\\x.js"}`, String.raw`{"path":"~\\x.js"}`],
    ['c:/Users/kim/x.js', '~/x.js'],
    ['GET https://api.example.com/home/feed and /users/42', 'GET https://api.example.com/home/feed and /users/42'],
  ])('%s', (text, safe) => {
    expect(redact(text)).toBe(safe);
  });
});

describe('redact: prompts', () => {
  it('keeps the model and the shape of an echoed body, at every level of escaping', () => {
    const body = {
      model: 'gpt-5',
      system: 'PRIVATE rules',
      messages: [
        { role: 'user', content: 'PRIVATE "quoted" text with \\ and ] and }' },
        { role: 'assistant', content: [{ type: 'text', text: 'PRIVATE answer' }] },
      ],
      tools: [{ type: 'function', function: { name: 'PRIVATE' } }],
      stream: true,
    };
    let text = JSON.stringify(body);
    for (let level = 0; level < 4; level += 1) {
      const safe = redact(text);
      expect(safe).not.toContain('PRIVATE');
      let read: unknown = safe;
      for (let depth = 0; depth <= level; depth += 1) read = JSON.parse(String(depth === 0 ? safe : read));
      expect(read).toEqual({
        model: 'gpt-5',
        system: '[redacted prompt]',
        messages: '[redacted prompt]',
        tools: '[redacted prompt]',
        stream: true,
      });
      text = JSON.stringify(text);
    }
  });

  it.each([
    ['Python', `Received Messages=[{'role': 'user', 'content': "it's PRIVATE"}] model=gpt-5`, 'model=gpt-5'],
    [
      'Node',
      `requestBodyValues: { model: 'gpt-5', messages: [ { role: 'user', content: 'PRIVATE' } ] }, statusCode: 429`,
      'statusCode: 429',
    ],
    ['Node, a long string', `{ model: 'gpt-5', prompt: 'PRIVATE ' +\n    'PRIVATE too', stream: true }`, 'stream: true'],
    ['pydantic', `[type=missing, input_value={'role': 'user', 'conte...PRIVATE'}, input_type=dict]`, 'input_type=dict'],
    ['pretty JSON', '{\n  "contents": [\n    { "parts": [ { "text": "PRIVATE" } ] }\n  ],\n  "status": 400\n}', '"status": 400'],
    [
      'pretty JSON in a string',
      String.raw`{"raw":"{\n  \"messages\": [\n    {\"content\": \"PRIVATE\"}\n  ],\n  \"status\": 400}"}`,
      String.raw`\"status\": 400`,
    ],
    ['a body cut off within a string', String.raw`{"raw":"{\"messages\":[{\"content\":\"PRIVATE","status":400}`, '"status":400'],
    ['one turn alone', '{"role":"user","content":"PRIVATE"},{"code":429}', '{"code":429}'],
    ['a Google turn', '{"context":[{"parts":[{"text":"PRIVATE"}],"role":"user"}],"code":429}', '"role":"user"'],
    ['a message of Continue', '{"editorState":{"type":"doc","content":[{"text":"PRIVATE"}]},"status":400}', '"status":400'],
    ['a body cut off', '{"code":429,"input":[{"role":"user","content":"PRIVATE', '"code":429'],
  ])('empties a body printed as %s', (_, text, kept) => {
    const safe = redact(text);
    expect(safe).toContain('[redacted prompt]');
    expect(safe).not.toContain('PRIVATE');
    expect(safe).toContain(kept);
    expect(redact(safe)).toBe(safe);
  });

  it.each([
    '{"error":{"message":"messages.1.content.0: Invalid type: expected text","param":"messages"}}',
    "Invalid value for 'input': expected a string",
    '{"messages":["This field is required."],"prompt":null,"input":""}',
    'Unknown input: "auto"; system: overloaded',
    '{"message":{"role":"assistant","content":[{"type":"text","text":"API Error: 429 rate limited"}]}}',
    '{"usage":{"prompt":12,"input":3}}',
  ])('leaves error texts: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
});

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
/** Ends in a digit and a capital, as random keys of this length do all but surely. */
const secret = fc.array(fc.constantFrom(...LETTERS), { minLength: 22, maxLength: 60 }).map((letters) => `${letters.join('')}7Q`);
const noise = fc.array(
  fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      '{"error":',
      '\\"',
      '\\\\',
      "'",
      '"',
      '\n',
      '\\n',
      ' 429 ',
      'messages',
      ':',
      '[',
      '}',
      'Bearer ',
      'sk-',
      '@',
      '://',
      '=',
    ),
  ),
  { maxLength: 12 },
);
const planted = secret.chain((value) =>
  fc
    .constantFrom(
      ...providers.flatMap(({ keyPrefixes }) => keyPrefixes).map((prefix) => ` ${prefix}${value} `),
      `\nAuthorization: Bearer ${value}\n`,
      ` {"x-api-key": "${value}"} `,
      ` {\\"api_key\\":\\"${value}\\"} `,
      ` 'api-key': '${value}' `,
      ` https://h.example/v1?key=${value}&a=b `,
      ` https://kim:${value}@h.example/ `,
      ` eyJ${value}.eyJ${value}.${value} `,
      `\nX_API_KEY=${value}\n`,
    )
    .map((text) => ({ text, value })),
);

describe('redact: properties', () => {
  it('leaves no planted secret, whatever stands around it', () => {
    fc.assert(
      fc.property(noise, planted, noise, (before, { text, value }, after) => {
        expect(redact(`${before.join('')} \n ${text}${after.join('')}`)).not.toContain(value);
      }),
      { numRuns: 3000, seed: 11 },
    );
  });

  it('leaves no prompt of a JSON body, whatever the prompt holds', () => {
    fc.assert(
      fc.property(fc.array(noise, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 3 }), (contents, level) => {
        const body = {
          model: 'm',
          messages: contents.map((parts) => ({ role: 'user', content: `PRIVATE${parts.join('')}PRIVATE` })),
          n: 1,
        };
        let text = JSON.stringify(body);
        for (let depth = 0; depth < level; depth += 1) text = JSON.stringify({ raw: text });
        expect(redact(text)).not.toContain('PRIVATE');
      }),
      { numRuns: 1500, seed: 12 },
    );
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            noise.map((parts) => parts.join('')),
            planted.map(({ text }) => text),
          ),
          { maxLength: 8 },
        ),
        (parts) => {
          const once = redact(parts.join(''));
          expect(redact(once)).toBe(once);
        },
      ),
      { numRuns: 5000, seed: 13 },
    );
  });

  it.each([
    'sk-',
    '\\',
    '"',
    '@',
    'eyJ',
    '://',
    'a@a.',
    'bearer ',
    '"messages":[',
    'api_key:\'x" ',
    'cookie: ',
    '/home/',
    'C:\\Users\\',
    '-----BEGIN ',
  ])('takes time in proportion to the length of a text full of %j', (word) => {
    const measure = (length: number): number => {
      const text = word.repeat(Math.ceil(length / word.length));
      let best = Infinity;
      for (let run = 0; run < 3; run += 1) {
        const start = performance.now();
        redact(text);
        best = Math.min(best, performance.now() - start);
      }
      return best;
    };
    measure(1000);
    // Eight times the text; a quadratic rule would take 64 times as long.
    expect(measure(400_000)).toBeLessThan(30 * Math.max(measure(50_000), 1));
  });
});
