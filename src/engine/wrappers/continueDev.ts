import type { Wrapper } from './wrapper.js';

/** Continue: `HTTP 404 Not Found from https://…`, and its error report `Model: … Provider: … Status Code: 401 … Error Output …`. */
export const continueDev: Wrapper = {
  id: 'continue',
  name: 'Continue',
  signals: [' from http', '**Error Details**', 'Error streaming response: ', 'Error handling webview message'],
  read: (text) => {
    const http = /\bHTTP (\d{3}) [A-Za-z ]{0,40} ?from (https?:\/\/[^\s]{1,300}) ?/.exec(text);
    if (http) return { end: http.index + http[0].length, status: Number(http[1]) };
    const report = /\*\*Error Details\*\* (?:Model: (.{1,100}?) )?Provider: ([\w.-]{1,40}) (?:Status Code: (\d{3}) )?/.exec(
      text.slice(0, 1_000),
    );
    if (report) {
      return {
        end: report.index + report[0].length,
        provider: report[2],
        status: report[3] === undefined ? undefined : Number(report[3]),
      };
    }
    const streaming = /\bError streaming response: /.exec(text);
    return streaming ? { end: streaming.index + streaming[0].length } : null;
  },
};
