import type { Wrapper } from './wrapper.js';

/** LangChain: `[llm/error] [1:llm:replicate] [101.13s] LLM run errored with error: "…"`, `ChatGoogleGenerativeAIError: …`. */
export const langchain: Wrapper = {
  id: 'langchain',
  name: 'LangChain',
  signals: ['LLM run errored with error: ', 'Chain run errored with error: ', 'lc_error_code', 'langchain'],
  read: (text) => {
    const run = /\[llm\/error\] \[(?:[^\]]{0,200}:)?llm:([\w-]{1,40})\][^"]{0,80}errored with error: "?/.exec(text);
    if (run) return { end: run.index + run[0].length, provider: run[1]?.replace(/^Chat/, '') };
    const code = /lc_error_code["']?: ["']?([A-Z_]{3,40})/.exec(text);
    return code ? { code: code[1] } : null;
  },
};
