import { l10n } from 'vscode';
import type { Link } from '../../endpoint/upstream.js';
import { FixFailure } from '../../fixes/fixFailure.js';
import { fixText } from '../../fixes/fixText.js';
import type { RunningEndpoint } from '../openEndpoint.js';
import type { PendingChange } from './pendingChange.js';
import type { WindowFix, WindowFixes } from './windowFixes.js';

type RouteUndo = Extract<WindowFix['undo'], { kind: 'route' }>;
type Kept = NonNullable<RouteUndo['chain']>[number];

export interface RouteProposer {
  readonly pending: PendingChange;
  readonly made: WindowFixes;
  readonly undo: (fix: WindowFix) => Promise<void>;
}

/** Sends the calls for one model to another one, at the endpoint: for every tool at once, whatever its settings say. */
export async function proposeRoute(
  { pending, made, undo }: RouteProposer,
  { attachment }: RunningEndpoint,
  { failed, model, upstream }: { readonly failed: string; readonly model: string; readonly upstream: string },
  incident: string | null,
): Promise<void> {
  const { routes, file } = await attachment.config();
  const before = routes.find(({ match }) => match === failed) ?? null;
  const title = l10n.t('Answer calls for {failed} with {model}, at the endpoint', { failed, model });
  await pending.propose({
    title,
    incident,
    notes: [
      l10n.t('It holds for every tool whose calls go through the endpoint, with the next call.'),
      l10n.t('The route stands in {file}.', { file }),
      ...(before === null ? [] : [l10n.t('It takes the place of the route that is there for this model.')]),
    ],
    files: [],
    make: async () => {
      try {
        await attachment.setRoute({ match: failed, chain: [{ upstream, model }] });
      } catch (error) {
        throw refused(error);
      }
      const done: WindowFix = {
        title,
        when: l10n.t('with the next call'),
        at: Date.now(),
        undo: {
          kind: 'route',
          match: failed,
          chain:
            before === null
              ? null
              : before.chain.map(({ upstream: place, model: other, for: causes }) => ({
                  upstream: place,
                  model: other,
                  for: causes && [...causes],
                })),
        },
      };
      await made.add(done);
      return {
        said: l10n.t('Applied: {title}. It takes effect with the next call.', { title }),
        undo: () => undo(done),
        guide: null,
      };
    },
    again: () => Promise.resolve(),
  });
}

/** Throws `FixFailure` where no endpoint serves, or it refuses. */
export async function undoRoute(running: RunningEndpoint | null, { match, chain }: RouteUndo): Promise<void> {
  if (!running) throw new FixFailure('unreadable', fixText('fixes.noEndpoint'));
  try {
    if (chain === null) await running.attachment.removeRoute(match);
    else await running.attachment.setRoute({ match, chain: chain.map(readLink) });
  } catch (error) {
    throw refused(error);
  }
}

/** What was read again has its absent fields as fields without a value. */
function readLink({ upstream, model, for: causes }: Kept): Link {
  return { upstream, ...(model === undefined ? {} : { model }), ...(causes === undefined ? {} : { for: causes }) };
}

function refused(error: unknown): FixFailure {
  const reason = error instanceof Error ? error.message : String(error);
  return new FixFailure('not-writable', fixText('fixes.routeRefused', { reason }), { cause: error });
}
