/** The configuration as it is shown: keys are never among it, only whether there is one. */
import { sayProblem } from './configProblem.js';
import type { LiveConfig } from './liveConfig.js';

/** @param shownAs the file's name */
export function presentConfig(live: LiveConfig, shownAs: string): object {
  const { upstreams, ...rest } = live.current();
  return {
    file: shownAs,
    ...rest,
    upstreams: [...upstreams.values()].map(({ name, prefixUrl, baseUrls, provider, key }) => ({
      name,
      prefixUrl,
      baseUrls,
      provider,
      hasKey: key !== null,
    })),
    warnings: live.warnings().map((problem) => sayProblem(shownAs, problem)),
    /** Why the file as it is now is not in force. */
    refusal: live.refusal()?.message ?? null,
  };
}
