/**
 * What crosses between the panel's browser code and its host, both ways. Text is shown as text: no field is HTML or Markdown.
 */
import * as z from 'zod/mini';

export const AdviceView = z.object({
  kind: z.string(),
  when: z.enum(['now', 'fix']),
  title: z.string(),
  detail: z.string(),
  /** Shown as the link's address; opened by the host, which looks it up again by `index`. */
  link: z.nullable(z.string()),
});
export type AdviceView = z.infer<typeof AdviceView>;

export const LayerView = z.object({
  /** Who wrote the text, as a person knows them. */
  by: z.string(),
  status: z.nullable(z.number()),
  code: z.nullable(z.string()),
  message: z.string(),
  /** Where the text was seen; null where all of an incident's were in one log. */
  seen: z.nullable(z.enum(['log', 'wire', 'endpoint'])),
  /** The tool whose log it stood in; null where none is known. */
  tool: z.nullable(z.string()),
  /** The tool that kept nothing of it; null where it did, or nobody knows. */
  droppedBy: z.nullable(z.string()),
});
export type LayerView = z.infer<typeof LayerView>;

/** What Unwrap itself can do about an incident, each for one tool. */
export const FixAction = z.enum([
  'retry',
  'switch-model',
  'point-at-endpoint',
  'reveal-cause',
  'check-provider',
  'check-model',
  'send-test',
  'copy-report',
  'undo-fix',
]);
export type FixAction = z.infer<typeof FixAction>;

/** A button for one piece of advice. */
export const ActionView = z.object({
  action: FixAction,
  label: z.string(),
  /** Its index in the advice; null where it is none's. */
  advice: z.nullable(z.number()),
});
export type ActionView = z.infer<typeof ActionView>;

/** What a look at the provider has shown, that a person asked for. */
export const CheckView = z.object({
  title: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  isGood: z.nullable(z.boolean()),
  text: z.string(),
  details: z.array(z.string()),
});
export type CheckView = z.infer<typeof CheckView>;

/** What a person does by hand, where no file can. */
export const GuideView = z.object({
  title: z.string(),
  steps: z.array(z.object({ text: z.string(), value: z.nullable(z.string()) })),
  notes: z.array(z.string()),
  /** The incident that it is for; null where it is for none. */
  incident: z.nullable(z.string()),
});
export type GuideView = z.infer<typeof GuideView>;

/** One station on a request's way. `unreached` lies beyond the one that refused; `unknown` is said where nobody is known to have. */
export const StationView = z.object({
  station: z.enum(['client', 'network', 'gateway', 'provider']),
  /** Null where the text names none. */
  name: z.nullable(z.string()),
  state: z.enum(['passed', 'refused', 'unreached', 'unknown']),
});
export type StationView = z.infer<typeof StationView>;

/** One failed call of an incident, or one attempt that the endpoint made for it. */
export const MomentView = z.object({
  /** Epoch milliseconds. */
  at: z.number(),
  seen: z.enum(['log', 'wire', 'endpoint', 'given']),
  /** The tool whose log it was, or the upstream that was asked; null where none is known. */
  by: z.nullable(z.string()),
  status: z.nullable(z.number()),
  /** Null where the attempt was answered. */
  category: z.nullable(z.string()),
});
export type MomentView = z.infer<typeof MomentView>;

/** The particulars, as they are written in logs; null where the text says nothing of them. */
export const FactsView = z.object({
  category: z.string(),
  status: z.nullable(z.number()),
  code: z.nullable(z.string()),
  provider: z.nullable(z.string()),
  gateway: z.nullable(z.string()),
  model: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  /** 0 to 1. */
  confidence: z.number(),
});
export type FactsView = z.infer<typeof FactsView>;

export const IncidentView = z.object({
  id: z.string(),
  /** Made up, to show what the page says. */
  isSample: z.boolean(),
  short: z.string(),
  cause: z.string(),
  category: z.string(),
  refusedBy: z.string(),
  /** From the person's side outwards. */
  path: z.array(StationView),
  /** Whether a retry can help, in a sentence; `retryable` says the same for the countdown. */
  retry: z.string(),
  retryable: z.nullable(z.boolean()),
  /** Epoch milliseconds at which the server's own hint runs out; null without one. */
  retryAt: z.nullable(z.number()),
  tools: z.array(z.string()),
  count: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
  facts: FactsView,
  layers: z.array(LayerView),
  /** Its newest moments that are known, oldest first. */
  moments: z.array(MomentView),
  /** The redacted text, null where it was kept in memory alone and is gone; and the deciding words in it. */
  text: z.nullable(z.string()),
  evidence: z.array(z.object({ rule: z.string(), text: z.string() })),
  advice: z.array(AdviceView),
  /** Of a cause that tools threw away: which did, and whether the wire tap is on, which would have seen it. Else null. */
  thrownAway: z.nullable(z.object({ tools: z.array(z.string()), isWireOn: z.boolean() })),
  /** Whether the local endpoint runs; null where it may not be used. */
  endpoint: z.nullable(z.enum(['off', 'running'])),
  actions: z.array(ActionView),
  /** Newest first. */
  checks: z.array(CheckView),
});
export type IncidentView = z.infer<typeof IncidentView>;

export const SourceView = z.object({
  toolName: z.string(),
  label: z.string(),
  state: z.enum(['followed', 'not-found', 'unreadable', 'out-of-reach', 'off']),
  pattern: z.nullable(z.string()),
  files: z.readonly(z.array(z.string())),
  reason: z.nullable(z.string()),
});
export type SourceView = z.infer<typeof SourceView>;

/** A tool, provider or gateway: its id to filter by, and its name as its maker writes it. */
export const PartyView = z.object({ id: z.string(), name: z.string() });
export type PartyView = z.infer<typeof PartyView>;

/** One line of the list of incidents. */
export const IncidentSummary = z.object({
  id: z.string(),
  /** The cause in three words, and in a sentence. */
  short: z.string(),
  cause: z.string(),
  /** In order of first sight; none for a text that a person gave, and for a call that the endpoint saw of nobody it knows. */
  tools: z.array(PartyView),
  /** Whether a person gave the text. */
  isGiven: z.boolean(),
  provider: z.nullable(PartyView),
  gateway: z.nullable(PartyView),
  model: z.nullable(z.string()),
  requestId: z.nullable(z.string()),
  category: z.string(),
  /** As in `IncidentState`. */
  state: z.enum(['open', 'waiting', 'fixed', 'recovered', 'past']),
  /** Epoch milliseconds: until when it waits, since when it is fixed or recovered. */
  stateAt: z.nullable(z.number()),
  count: z.number(),
  /** Epoch milliseconds. */
  firstAt: z.number(),
  lastAt: z.number(),
});
export type IncidentSummary = z.infer<typeof IncidentSummary>;

/** Who failed: the gateway where no provider is known, null where nobody is; and the gateway that a provider stands behind. */
export const PlaceView = z.object({ provider: z.nullable(PartyView), behind: z.nullable(PartyView) });
export type PlaceView = z.infer<typeof PlaceView>;

/** What the history page draws: counts by hour, which only the page can put into days, since the days are those of who looks. */
export const HistoryView = z.object({
  places: z.array(PlaceView),
  /** `hour`: epoch hours; `place`: index in `places`. `recovered` calls failed there and were answered all the same. */
  cells: z.array(
    z.object({ hour: z.number(), place: z.number(), category: z.string(), failed: z.number(), recovered: z.number() }),
  ),
  /** Calls that the endpoint sent to an upstream, and how many of them failed there. */
  traffic: z.array(z.object({ hour: z.number(), upstream: PartyView, calls: z.number(), failed: z.number() })),
  /** Whether the local endpoint runs; null where it may not be used. */
  endpoint: z.nullable(z.enum(['off', 'running'])),
});
export type HistoryView = z.infer<typeof HistoryView>;

/** Where a text that a person gave came from. */
export const TextOrigin = z.enum(['selection', 'clipboard']);
export type TextOrigin = z.infer<typeof TextOrigin>;

/** On every page: all incidents, newest first, bounded. */
const incidents = z.array(IncidentSummary);

/** Host → panel. Each message is the whole state of the page: of its own the panel keeps what a person has folded, typed and focused. */
export const PanelState = z.discriminatedUnion('page', [
  z.object({ page: z.literal('incident'), incident: IncidentView, incidents }),
  z.object({ page: z.literal('guide'), guide: GuideView, incidents }),
  z.object({ page: z.literal('quiet'), sources: z.array(SourceView), incidents }),
  /** `notes` are sentences that hold for all sources: which side is watched, what windows share. */
  z.object({ page: z.literal('sources'), sources: z.array(SourceView), notes: z.array(z.string()), incidents }),
  z.object({ page: z.literal('history'), history: HistoryView, incidents }),
  /** The answer to a text without a failure; `empty` where there was no text at all. */
  z.object({ page: z.literal('no-failure'), from: TextOrigin, empty: z.boolean(), incidents }),
]);
export type PanelState = z.infer<typeof PanelState>;

/** What the panel leaves with the editor, so that a reload of the window brings the same page back, as it was. */
export const PanelMemory = z.object({
  page: z.enum(['incident', 'guide', 'quiet', 'sources', 'history', 'no-failure']),
  incident: z.nullable(z.string()),
  /** What a person has folded, typed and chosen, by a name that the part of the page gives it. */
  kept: z.optional(z.record(z.string(), z.string())),
});
export type PanelMemory = z.infer<typeof PanelMemory>;

/** Panel → host. */
export const PanelRequest = z.discriminatedUnion('request', [
  z.object({ request: z.literal('ready') }),
  z.object({ request: z.literal('show-incident'), id: z.string() }),
  z.object({ request: z.literal('open-link'), incident: z.string(), index: z.number() }),
  z.object({ request: z.literal('diagnose-clipboard') }),
  z.object({ request: z.literal('diagnose-selection') }),
  z.object({ request: z.literal('show-sources') }),
  z.object({ request: z.literal('show-history') }),
  z.object({ request: z.literal('show-sample') }),
  z.object({ request: z.literal('ask-for-wire') }),
  z.object({ request: z.literal('start-endpoint') }),
  z.object({ request: z.literal('copy-base-url'), incident: z.string() }),
  z.object({ request: z.literal('fix'), incident: z.string(), action: FixAction }),
  /** The value of one step of the guide that is shown. */
  z.object({ request: z.literal('copy-value'), index: z.number() }),
]);
export type PanelRequest = z.infer<typeof PanelRequest>;
