import type { CheckView } from '../panel/messages.js';
import type { DisposableList } from './disposableList.js';
import { listActions } from './fixActions.js';
import type { FixDesk, FixDeskParts, FixWork } from './fixWork.js';
import { OnDemand } from './onDemand.js';
import { pressOf } from './pressOf.js';
import { retryAtOf } from './retryAtOf.js';
import { toolOf } from './toolOf.js';

/** Looks that are shown of one incident. */
const MOST_CHECKS = 6;

export function createFixDesk(parts: FixDeskParts, owned: DisposableList): FixDesk {
  const checks = new Map<string, readonly CheckView[]>();

  const describe: FixDesk['describe'] = (incident) => {
    const tool = toolOf(incident);
    const retryAt = retryAtOf(incident);
    return {
      actions: listActions(incident, {
        tool,
        canPress: tool !== null && pressOf(tool) !== null,
        isWaiting: retryAt !== null && retryAt > Date.now(),
        endpoint: parts.isEndpointAllowed(),
        fixed: parts.fixOf(incident)?.title ?? null,
      }),
      checks: [...(checks.get(incident.id) ?? [])],
    };
  };

  const addCheck: FixWork['addCheck'] = (id, check) => {
    const others = (checks.get(id) ?? []).filter(({ title }) => title !== check.title);
    checks.set(id, [check, ...others].slice(0, MOST_CHECKS));
    parts.refresh();
  };

  const work = new OnDemand(owned, async (list) => {
    const { openFixes } = await import('./fixes/openFixes.js');
    return openFixes({ ...parts, describe, addCheck }, list);
  });

  return {
    describe,
    choose: async (id) => (await work.get()).choose(id === null ? parts.last() : parts.find(id)),
    act: async (id, action) => {
      const incident = parts.find(id);
      if (incident) await (await work.get()).act(incident, action);
    },
    apply: async () => (await work.get()).apply(),
    cancel: async () => (await work.get()).cancel(),
    undo: async (id) => (await work.get()).undo(id === null ? null : parts.find(id)),
    copyReport: async (id) => (await work.get()).copyReport(id === null ? parts.last() : parts.find(id)),
  };
}
