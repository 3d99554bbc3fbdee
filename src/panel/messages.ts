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
  by: z.string(),
  status: z.nullable(z.number()),
  code: z.nullable(z.string()),
  message: z.string(),
});

export const IncidentView = z.object({
  id: z.string(),
  short: z.string(),
  cause: z.string(),
  category: z.string(),
  refusedBy: z.string(),
  origin: z.nullable(z.string()),
  retry: z.string(),
  /** Epoch milliseconds at which the server's own hint runs out; null without one. */
  retryAt: z.nullable(z.number()),
  tools: z.array(z.string()),
  count: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  layers: z.array(LayerView),
  /** The redacted text, and where in it the deciding words stand. */
  text: z.string(),
  evidence: z.array(z.object({ rule: z.string(), text: z.string() })),
  advice: z.array(AdviceView),
});
export type IncidentView = z.infer<typeof IncidentView>;

export const SourceView = z.object({
  tool: z.string(),
  label: z.string(),
  state: z.enum(['followed', 'not-found', 'unreadable', 'out-of-reach']),
  pattern: z.nullable(z.string()),
  files: z.array(z.string()),
  reason: z.nullable(z.string()),
});
export type SourceView = z.infer<typeof SourceView>;

/** Host → panel. Each message is the whole state of the page: the panel keeps none of its own but the focus. */
export const PanelState = z.discriminatedUnion('page', [
  z.object({
    page: z.literal('incident'),
    incident: IncidentView,
    others: z.array(z.object({ id: z.string(), short: z.string(), lastAt: z.number(), count: z.number() })),
  }),
  z.object({ page: z.literal('quiet'), sources: z.array(SourceView) }),
  z.object({ page: z.literal('sources'), sources: z.array(SourceView) }),
]);
export type PanelState = z.infer<typeof PanelState>;

/** Panel → host. */
export const PanelRequest = z.discriminatedUnion('request', [
  z.object({ request: z.literal('ready') }),
  z.object({ request: z.literal('show-incident'), id: z.string() }),
  z.object({ request: z.literal('open-link'), incident: z.string(), index: z.number() }),
  z.object({ request: z.literal('diagnose-clipboard') }),
  z.object({ request: z.literal('diagnose-selection') }),
  z.object({ request: z.literal('show-sources') }),
]);
export type PanelRequest = z.infer<typeof PanelRequest>;
