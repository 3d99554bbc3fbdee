/**
 * The plan as a LiteLLM proxy configuration.
 *
 * @see LiteLLM documentation, Proxy: All settings; Fallbacks; Wildcard routing; Router: Retries, fallbacks and cooldowns
 */
import { stringify } from 'yaml';
import type { Plan, Step } from './plan.js';
import { sayHeading } from './sayHeading.js';

interface Deployment {
  readonly model_name: string;
  readonly litellm_params: Readonly<Record<string, string | number>>;
}

type Fallbacks = Record<string, string[]>[];

export function toLiteLlm(plan: Plan): string {
  const { config, upstreams } = plan;
  const remarks = [...plan.remarks];
  const models: Deployment[] = [];
  const fallbacks: Fallbacks = [];
  const contextWindow: Fallbacks = [];
  const contentPolicy: Fallbacks = [];
  const deploy = (name: string, step: Step, order?: number): void => {
    models.push({ model_name: name, litellm_params: describe(step, name, config.concurrency.perUpstream, order) });
  };

  for (const [index, { match, steps }] of plan.routes.entries()) {
    const always = steps.filter((step) => step.for === null);
    const [first, ...others] = always;
    if (first === undefined) {
      remarks.push(`"${match}": left out, for all of its chain is kept for certain failures`);
      continue;
    }
    const isPattern = match.includes('*');
    deploy(match, first, isPattern && others.length > 0 ? 1 : undefined);
    const named = (kind: string, chosen: readonly Step[]): string[] =>
      chosen.map((step, place) => {
        const name = `unwrap-${index + 1}-${kind}-${place + 1}`;
        deploy(name, { ...step, model: step.model ?? match });
        return name;
      });
    // Fallbacks are looked up by the exact name that was asked for; a pattern's places are tried by their order instead.
    if (isPattern) for (const [place, step] of others.entries()) deploy(match, step, place + 2);
    else if (others.length > 0) fallbacks.push({ [match]: named('fallback', others) });
    for (const [category, list, kind] of [
      ['context_length', contextWindow, 'context'],
      ['content_filter', contentPolicy, 'content'],
    ] as const) {
      const kept = steps.filter((step) => step.for?.includes(category) === true && (!isPattern || step.model !== null));
      if (kept.length === 0) continue;
      list.push({ [match]: named(kind, kept) });
      if (isPattern && match !== '*') {
        remarks.push(
          `"${match}": ${kind} fallbacks are looked up by exact name; repeat the line for each model that is asked for`,
        );
      }
    }
    if (steps.some((step) => step.for?.some((category) => category !== 'context_length' && category !== 'content_filter'))) {
      remarks.push(`"${match}": a place kept for other failures than context_length and content_filter cannot be said here`);
    }
  }
  for (const step of upstreams) deploy(`${step.upstream}/*`, { ...step, model: '*' });

  const retries = config.retry.attempts - 1;
  return `${sayHeading('LiteLLM proxy configuration', 'litellm --config FILE', remarks)}${stringify({
    model_list: models,
    router_settings: {
      num_retries: retries,
      retry_policy: {
        RateLimitErrorRetries: retries,
        TimeoutErrorRetries: retries,
        InternalServerErrorRetries: retries,
        AuthenticationErrorRetries: 0,
        BadRequestErrorRetries: 0,
        ContentPolicyViolationErrorRetries: 0,
      },
      retry_after: Math.ceil(config.retry.baseMs / 1000),
      // The breaker opens on the Nth failure, LiteLLM's on the one after those that it allows.
      allowed_fails: config.breaker.failures - 1,
      cooldown_time: config.breaker.cooldownMs / 1000,
      timeout: config.timeouts.totalMs / 1000,
      stream_timeout: config.timeouts.firstTokenMs / 1000,
      fallbacks,
      context_window_fallbacks: contextWindow,
      content_policy_fallbacks: contentPolicy,
    },
  })}`;
}

/** LiteLLM's name of a model begins with the protocol that its provider speaks. */
function describe(
  { protocol, baseUrl, model, keyVariable }: Step,
  name: string,
  concurrency: number,
  order: number | undefined,
): Deployment['litellm_params'] {
  return {
    model: `${protocol}/${model ?? name}`,
    api_base: baseUrl,
    // LiteLLM wants a key even where the server wants none.
    api_key: keyVariable === null ? 'none' : `os.environ/${keyVariable}`,
    max_parallel_requests: concurrency,
    ...(order === undefined ? {} : { order }),
  };
}
