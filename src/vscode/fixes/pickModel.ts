import { env, l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { chooseModels, type FailedCall, type ModelChoice, type ServedModel } from '../../fixes/chooseModels.js';
import type { Configured } from '../../tools/fix.js';
import { withoutIcons } from '../withoutIcons.js';

export interface ModelsToChoose {
  readonly title: string;
  readonly configured: Pick<Configured, 'models' | 'model' | 'provider'>;
  /** Comes later: the list is there at once, without them. */
  readonly served: Promise<readonly ServedModel[]>;
  readonly cause: FailedCall;
}

interface ModelItem extends QuickPickItem {
  readonly model: string | null;
}

/** The id of the model that the person chose or typed; null where they went away. */
export function pickModel({ title, configured, served, cause }: ModelsToChoose): Promise<string | null> {
  const pick = window.createQuickPick<ModelItem>();
  let choices = chooseModels(configured, [], cause);
  const show = (): void => {
    pick.items = [...listItems(choices), ...typedItem(pick.value, choices)];
  };
  pick.title = withoutIcons(title);
  pick.placeholder = l10n.t('Choose a model, or type the ID of another one');
  pick.matchOnDescription = true;
  pick.busy = true;
  show();
  return new Promise((resolve) => {
    let chosen: string | null = null;
    let isOver = false;
    pick.onDidChangeValue(show);
    pick.onDidAccept(() => {
      const model = pick.selectedItems[0]?.model ?? null;
      if (model === null) return;
      chosen = model;
      pick.hide();
    });
    pick.onDidHide(() => {
      isOver = true;
      pick.dispose();
      resolve(chosen);
    });
    pick.show();
    const add = (list: readonly ServedModel[]): void => {
      if (isOver) return;
      choices = chooseModels(configured, list, cause);
      pick.busy = false;
      pick.keepScrollPosition = true;
      show();
    };
    served.then(add, () => add([]));
  });
}

function listItems(choices: readonly ModelChoice[]): ModelItem[] {
  const fitting = choices.filter(({ fits }) => fits);
  const others = choices.filter(({ fits }) => !fits);
  return [
    ...(fitting.length === 0 ? [] : [heading(l10n.t('Can be expected to get past the cause'))]),
    ...fitting.map(itemOf),
    ...(others.length === 0 ? [] : [heading(l10n.t('May fail for the same cause'))]),
    ...others.map(itemOf),
  ];
}

function itemOf({ id, name, contextLength, from, provider }: ModelChoice): ModelItem {
  const facts = [
    name === id ? null : name,
    provider,
    contextLength === null ? null : l10n.t('{count} tokens', { count: contextLength.toLocaleString(env.language) }),
    from === 'configured' ? l10n.t('in your settings') : null,
  ];
  const description = withoutIcons(facts.filter((fact) => fact !== null).join(' · '));
  return { label: withoutIcons(id), description, model: id };
}

/** An id that is in no list is taken as it is typed. */
function typedItem(value: string, choices: readonly ModelChoice[]): ModelItem[] {
  const typed = value.trim();
  if (typed === '' || choices.some(({ id }) => id === typed)) return [];
  return [{ label: withoutIcons(typed), description: l10n.t('use this ID'), alwaysShow: true, model: typed }];
}

function heading(label: string): ModelItem {
  return { label, kind: QuickPickItemKind.Separator, model: null };
}
