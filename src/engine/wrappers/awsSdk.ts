import type { Wrapper } from './wrapper.js';

/** AWS' SDKs: `An error occurred (ThrottlingException) when calling the Converse operation (reached max retries: 4): …`. */
export const awsSdk: Wrapper = {
  id: 'aws-sdk',
  name: 'AWS SDK',
  signals: ['when calling the ', 'botocore', 'Bedrock', 'bedrock-runtime', ':exception-type'],
  read: (text) => {
    const python =
      /\bAn error occurred \(([A-Za-z]{3,60})\) when calling the (\w{2,60}) operation(?: \(reached max retries: \d{1,3}\))?: /.exec(
        text,
      );
    if (python) {
      const runtime = /^(?:Invoke|Converse|Retrieve|ApplyGuardrail)/.test(python[2] ?? '');
      return { end: python.index + python[0].length, code: python[1], provider: runtime ? 'bedrock' : undefined };
    }
    return /\b(?:Amazon |AWS )?Bedrock\b|bedrock-runtime|:exception-type/.test(text) ? { provider: 'bedrock' } : null;
  },
};
