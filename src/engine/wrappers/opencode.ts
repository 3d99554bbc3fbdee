import type { Wrapper } from './wrapper.js';

/** opencode and Kilo 7: `… providerID=openrouter modelID=… error.error="AI_APICallError: Provider returned error"`. */
export const opencode: Wrapper = {
  id: 'opencode',
  name: 'opencode',
  signals: ['providerID=', 'modelID=', 'error.error='],
  read: (text) => {
    const provider = /\bproviderID=([\w.-]{1,60})/.exec(text)?.[1];
    const model = /\bmodelID=([^\s]{1,160})/.exec(text)?.[1];
    const error = /\berror(?:\.error)?="?/.exec(text);
    return { ...(error ? { end: error.index + error[0].length } : {}), provider, model };
  },
};
