import type { Wrapper } from './wrapper.js';

/** Google's SDKs: `[GoogleGenerativeAI Error]: Error fetching from …: [503 ] …`, `google.genai.errors.ClientError: 401 …`, gRPC's. */
export const googleSdk: Wrapper = {
  id: 'google-sdk',
  name: 'Google Gen AI SDK',
  signals: [
    'GoogleGenerativeAI',
    'google.genai',
    'google.api_core',
    'google.generativeai',
    'ChatGoogle',
    'google.rpc',
    'VertexAI',
  ],
  read: (text) => {
    const fetched = /\[GoogleGenerativeAI Error\]: (?:Error fetching from [^\s]{1,300}: )?(?:\[(\d{3}) ?[^\]]{0,60}\] ?)?/.exec(
      text,
    );
    if (fetched) {
      return {
        end: fetched.index + fetched[0].length,
        provider: 'google',
        status: fetched[1] === undefined ? undefined : Number(fetched[1]),
      };
    }
    const named = /\bgoogle\.(?:genai\.errors|api_core\.exceptions)\.[A-Z][A-Za-z]{2,40}: (?:(\d{3}) )?/.exec(text);
    if (named) {
      return {
        end: named.index + named[0].length,
        provider: 'google',
        status: named[1] === undefined ? undefined : Number(named[1]),
      };
    }
    return { provider: 'google' };
  },
};
