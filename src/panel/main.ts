import { PanelState } from './messages.js';

addEventListener('message', (event: MessageEvent<unknown>) => {
  const state = PanelState.safeParse(event.data);
  document.querySelector('#page')?.replaceChildren(JSON.stringify(state.data));
});
