import { env, extensions, l10n, type QuickPickItem, version, window } from 'vscode';
import { advise } from '../../engine/advise.js';
import { explain } from '../../engine/explain.js';
import { unreachable } from '../../engine/unreachable.js';
import type { Incident } from '../../incidents/incident.js';
import type { ActionView, FixAction } from '../../panel/messages.js';
import { tools } from '../../tools/list.js';
import type { DisposableList } from '../disposableList.js';
import { withoutIcons } from '../withoutIcons.js';
import type { FixDesk, FixWork } from '../fixWork.js';
import type { Fetch } from '../checks/fetchJson.js';
import { checkModel, checkProvider, testProvider } from './lookUp.js';
import { sayText } from '../sayText.js';
import { PendingChange } from './pendingChange.js';
import { pointAtEndpoint } from './pointAtEndpoint.js';
import { writeReport } from './report.js';
import { retry } from './retry.js';
import { revealCause } from './revealCause.js';
import { say } from './say.js';
import { switchModel, type Proposers } from './switchModel.js';
import { createUndo } from './undoLast.js';
import { WindowFixes } from './windowFixes.js';

interface Fixes extends Pick<FixDesk, 'apply' | 'cancel'> {
  readonly choose: (incident: Incident | null) => Promise<void>;
  readonly act: (incident: Incident, action: FixAction) => Promise<void>;
  readonly undo: (incident: Incident | null) => Promise<void>;
  readonly copyReport: (incident: Incident | null) => Promise<void>;
}

interface Choice extends QuickPickItem {
  readonly choose: () => Promise<void>;
}

const NOTHING = l10n.t('No model call has failed in this window that something could be done about.');

/** The editor's own, which knows its proxies. */
const fetch: Fetch = (url, init) => globalThis.fetch(url, init);

export function openFixes(work: FixWork, owned: DisposableList): Fixes {
  const pending = owned.add(new PendingChange(work));
  const made = new WindowFixes(work.context.globalState);
  const undo = createUndo(work, pending, made);
  const proposers: Proposers = { work, pending, undo: undo.undoFile, forWindow: { pending, made, undo: undo.undoWindow } };

  const copyReport = async (incident: Incident | null): Promise<void> => {
    if (!incident) {
      await say(NOTHING);
      return;
    }
    await env.clipboard.writeText(writeReport(incident, reportContext(work, incident)));
    await say(l10n.t('The report is in the clipboard, as Markdown, without keys and prompts. Read it before you send it.'));
  };

  const act: Fixes['act'] = async (incident, action) => {
    switch (action) {
      case 'retry':
        return retry(work, incident);
      case 'switch-model':
        return switchModel(proposers, fetch, incident);
      case 'point-at-endpoint':
        return pointAtEndpoint(proposers, incident);
      case 'reveal-cause':
        return revealCause(work, incident, () => pointAtEndpoint(proposers, incident));
      case 'check-provider':
        return checkProvider(work, fetch, incident);
      case 'check-model':
        return checkModel(work, fetch, incident);
      case 'send-test':
        return testProvider(work, fetch, incident);
      case 'copy-report':
        return copyReport(incident);
      case 'undo-fix':
        return undo.undoOf(incident);
      default:
        return unreachable(action);
    }
  };

  const choose: Fixes['choose'] = async (incident) => {
    if (!incident) {
      await say(NOTHING);
      return;
    }
    const { short, cause } = explain(incident.diagnosis);
    const options = {
      title: withoutIcons(l10n.t('Fix: {cause}', { cause: sayText(short) })),
      placeHolder: withoutIcons(sayText(cause)),
      matchOnDetail: true,
    };
    const picked = await window.showQuickPick(listChoices(work, incident, act), options);
    await picked?.choose();
  };

  return {
    choose,
    act,
    copyReport,
    apply: () => pending.apply(),
    cancel: () => pending.cancel(),
    undo: (incident) => (incident ? undo.undoOf(incident) : undo.undoLast()),
  };
}

/** First the undo of a fix that stands, then in the order of the advice what Unwrap does and the provider's page; last what looks closer. */
function listChoices(work: FixWork, incident: Incident, act: Fixes['act']): Choice[] {
  const { actions } = work.describe(incident);
  const choiceOf = (action: FixAction, label: string, detail: string | null): Choice => ({
    label: withoutIcons(label),
    ...(detail === null ? {} : { detail: withoutIcons(detail) }),
    choose: () => act(incident, action),
  });
  const choices: Choice[] = actions.filter(isUndo).map(({ action, label }) => choiceOf(action, label, null));
  for (const [index, { title: titleText, detail, link }] of advise(incident.diagnosis).entries()) {
    const title = sayText(titleText);
    const why = l10n.t('{title}. {detail}', { title, detail: sayText(detail).replaceAll('`', '') });
    for (const { action, label, advice } of actions) if (advice === index) choices.push(choiceOf(action, label, why));
    if (link === undefined) continue;
    const choose = (): Promise<void> => work.openLink(incident.id, index);
    choices.push({ label: `$(link-external) ${withoutIcons(title)}`, description: new URL(link).host, choose });
  }
  for (const each of actions) if (each.advice === null && !isUndo(each)) choices.push(choiceOf(each.action, each.label, null));
  return choices;
}

function isUndo({ action }: ActionView): boolean {
  return action === 'undo-fix';
}

function reportContext({ context, nameOf }: FixWork, { tools: ids }: Incident): Parameters<typeof writeReport>[1] {
  return {
    tools: ids.map((id) => {
      const tool = tools.find((each) => each.id === id);
      const found = tool?.extension?.ids.map((each) => versionOf(each)).find((each) => each !== null);
      return found ? `${nameOf(id)} ${found}` : nameOf(id);
    }),
    editor: `${env.appName} ${version}`,
    unwrap: versionIn(context.extension.packageJSON) ?? '',
    platform: `${process.platform} ${process.arch}`,
    nameOf,
  };
}

function versionOf(extensionId: string): string | null {
  return versionIn(extensions.getExtension<unknown>(extensionId)?.packageJSON);
}

function versionIn(manifest: unknown): string | null {
  const found: unknown = typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : null;
  return typeof found === 'string' ? found : null;
}
