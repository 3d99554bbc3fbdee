/** Every provider and gateway known, each in its own file beside this one. */
import type { Provider } from './provider.js';

export const providers: readonly Provider[] = [];
