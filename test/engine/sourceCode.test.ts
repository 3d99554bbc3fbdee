import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/engine/classify.js';

const categoryOf = (raw: string): string => diagnose({ raw }).category;

describe('source code and changes to it are no failure, whatever errors their texts quote', () => {
  it.each([
    [
      'a change to a message',
      "@@ -3,4 +3,4 @@ export function explain(cause: unknown) {\n   return new GatewayFailure({\n-        message: 'Unauthorized. Check the key.',\n+        message: 'Invalid API key provided.',",
    ],
    [
      'an answer written in Go',
      '\t\tw.WriteHeader(http.StatusTooManyRequests)\n\t\tbody := fmt.Sprintf(`{"error":{"code":"rate_limit_exceeded","message":"retry after %ds"}}`, wait)',
    ],
    [
      'rows of a table of tests',
      '\t\t{`{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}`, "error", true},\n\t\t// retried by the caller',
    ],
    [
      'a comment with an example',
      '/**\n * Reads the text of a proxy.\n * Example: `Failed - {"error":{"message":"quota exceeded"}}`\n */',
    ],
    [
      'what is left to do',
      "        # TODO: catch this: openai.RateLimitError: Error code: 429 - {'error': {'message': 'Rate limit reached'}}\n        await client.close()",
    ],
    ['an error that is made', 'const refused = new Error("Invalid API key");\n;(refused as any).status = 401'],
    ['an error that is raised', 'raise errors.Overloaded(\n    "The server is overloaded or not ready yet.",\n)'],
    [
      'arguments of a call',
      '            "--model",\n            default=".acme.json",\n            help="A file with costs for unknown models",',
    ],
    ['texts of a test', "            'STT model not found',\n            'Invalid API key',"],
    ['a page written in JSX', '<ul className="list-disc">\n  <li>Add credits to your account to start</li>\n</ul>'],
    ['a line that logs', "      logger.error('Connection refused by the provider', {\n        ...details,"],
  ])('%s', (_, raw) => {
    expect(categoryOf(raw)).toBe('not_an_error');
  });
});

describe('what a program printed beside its code is a failure', () => {
  it.each([
    [
      'the line of code under which Node.js prints an error',
      'file:///app/call.js:12\n        throw new Error(`refused with ${status}`);\n              ^\nError: 429 Too Many Requests\n    at call (file:///app/call.js:12:15)',
      'rate_limit',
    ],
    [
      'the lines of a Python stack',
      'Traceback (most recent call last):\n  File "call.py", line 3, in main\n    raise AuthenticationError(\nacme.AuthenticationError: Invalid API key provided',
      'authentication',
    ],
    [
      'an object as Ruby prints it',
      '{ :status => 404, :body => { "error" => { "message" => "The model acme-9 does not exist" } } }',
      'model_not_found',
    ],
    [
      'an object as Node.js prints it',
      "{\n  status: 429,\n  error: {\n    message: 'Rate limit reached',\n    type: 'requests',\n  },",
      'rate_limit',
    ],
  ])('%s', (_, raw, category) => {
    expect(categoryOf(raw)).toBe(category);
  });
});
