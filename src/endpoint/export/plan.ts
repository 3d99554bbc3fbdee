/** What a gateway is to do with each model, made out of the routes: the same for every kind of gateway. */
import type { Category } from '../../engine/model.js';
import type { ConfigFile } from '../configSchema.js';
import { isLoopbackName } from '../loopback.js';
import type { Config, Link, Protocol, Upstream } from '../upstream.js';

/** A place of a chain, as a gateway needs it. */
export interface Step {
  readonly upstream: string;
  readonly protocol: Protocol;
  /** What an SDK of that protocol would be given. */
  readonly baseUrl: string;
  /** Null where the request's own is kept. */
  readonly model: string | null;
  readonly for: readonly Category[] | null;
  /** The environment variable that holds the key; null for a server of this machine that needs none. */
  readonly keyVariable: string | null;
}

interface PlannedRoute {
  readonly match: string;
  readonly steps: readonly Step[];
}

export interface Plan {
  readonly routes: readonly PlannedRoute[];
  /** The upstreams of the configuration file, each for the models that no route names. */
  readonly upstreams: readonly Step[];
  /** What could not be taken over, and why; a line each. */
  readonly remarks: readonly string[];
  readonly config: Config;
}

interface PlanInput {
  readonly config: Config;
  readonly file: Pick<ConfigFile, 'upstreams'>;
  /** What `*` in a chain stands for: a gateway's addresses name no upstream. */
  readonly own: string | null;
}

export function planExport({ config, file, own }: PlanInput): Plan {
  const remarks: string[] = [];
  const configured = Object.keys(file.upstreams);
  const ownName = own ?? (configured.length === 1 ? (configured[0] ?? null) : null);

  const planLink = ({ upstream: named, model, for: categories }: Link, match: string): Step | null => {
    const name = named === '*' ? ownName : named;
    if (name === null) {
      remarks.push(`"${match}": "*" is left out, for a gateway's address names no upstream; --upstream says which it is`);
      return null;
    }
    const upstream = config.upstreams.get(name);
    const step = upstream ? describeStep(upstream, keyVariableOf(name, upstream, file)) : null;
    if (step === null) remarks.push(`"${match}": "${name}" is left out, for it has no base URL`);
    return step && { ...step, model: model ?? null, for: categories ?? null };
  };

  const routes = config.routes
    .map(({ match, chain }) => ({
      match,
      steps: chain.map((link) => planLink(link, match)).filter((step) => step !== null),
    }))
    .filter(({ steps }) => steps.length > 0);
  const upstreams = configured.flatMap((name) => {
    const upstream = config.upstreams.get(name);
    const step = upstream ? describeStep(upstream, keyVariableOf(name, upstream, file)) : null;
    return step === null ? [] : [step];
  });
  return { routes, upstreams, remarks, config };
}

function describeStep({ name, baseUrls }: Upstream, keyVariable: string | null): Step | null {
  for (const protocol of Object.keys(baseUrls)) {
    if (protocol !== 'openai' && protocol !== 'anthropic') continue;
    const baseUrl = baseUrls[protocol];
    if (baseUrl !== undefined) return { upstream: name, protocol, baseUrl, model: null, for: null, keyVariable };
  }
  return null;
}

/** As configured, else as the makers of SDKs name theirs: `OPENROUTER_API_KEY`. */
function keyVariableOf(name: string, { prefixUrl }: Upstream, { upstreams }: PlanInput['file']): string | null {
  const key = upstreams[name]?.key;
  if (key && 'env' in key) return key.env;
  if (!key && isLoopbackName(new URL(prefixUrl).hostname)) return null;
  return `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_API_KEY`;
}
