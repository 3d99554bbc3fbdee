/**
 * The line heads of the logs that assistants leave, as data: each is a `RecordFormat`. Each is anchored and bounded, so that it
 * costs nothing on other lines.
 */
/** VS Code's log channels and `renderer.log` (spdlog): `2026-10-06 09:34:25.905 [error] text`, the machine's local time. */
export const vscodeLog = {
  name: 'vscodeLog',
  head: /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) \[(?<level>[a-z]{1,10})\] ?/,
  localTime: true,
};

/** Cline from 4.1 on, "next" bundle: `2026-08-22T20:11:02.113Z ERROR text`. */
export const isoLevel = {
  name: 'isoLevel',
  head: /^(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z) (?<level>ERROR|WARN|LOG|DEBUG|INFO|TRACE) /,
};

/** Cline's older bundle: `ERROR text`. */
export const bareLevel = {
  name: 'bareLevel',
  head: /^(?<level>ERROR|WARN|LOG|DEBUG|INFO|TRACE) /,
};

/** Continue's command line, `~/.continue/logs/cn.log`: `2026-10-06 09:34:25.905 [SESSION] [error]: text`, local time. */
export const continueCli = {
  name: 'continueCli',
  head: /^(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) \[[^\]\n]{0,80}\] \[(?<level>[a-z]{1,10})\]: ?/,
  localTime: true,
};

/** Continue's core, `~/.continue/logs/core.log`: `[2026-01-01T12:00:00] text`, UTC: it cuts an ISO time (`binary/src/logging.ts`). */
export const continueCore = {
  name: 'continueCore',
  head: /^\[(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\] ?/,
};

/** One JSON object a line: pino, Codex rollouts, Claude Code transcripts, Cursor's structured logs. */
export const jsonLines = {
  name: 'jsonLines',
  head: /^(?=\{)/,
};

/** opencode and Kilo 7: `timestamp=2026-11-20T11:40:58.286Z level=ERROR run=… message="…"`. */
export const keyValue = {
  name: 'keyValue',
  head: /^(?:timestamp|time)=(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z?) level=(?<level>[A-Za-z]{1,10}) /,
};

/** opencode before its key=value lines: `ERROR 2026-06-20T15:51:44 +2ms service=… error=…`, UTC. */
export const opencodeLog = {
  name: 'opencodeLog',
  head: /^(?<level>ERROR|WARN|INFO|DEBUG) {1,2}(?<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?) \+\d{1,9}ms /,
};

/** Any other log whose lines begin with a date and a time, in brackets or not; what zone it means is unknown, local time is likeliest. */
const datedLog = {
  name: 'datedLog',
  head: /^\[?(?:\d{4}[-/]\d\d[-/]\d\d)[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?\]?[ \t]/,
};

/** Every known format, the most telling head first. */
export const formats = [continueCli, vscodeLog, isoLevel, keyValue, opencodeLog, continueCore, jsonLines, bareLevel, datedLog];
