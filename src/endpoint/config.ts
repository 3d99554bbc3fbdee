/** The configuration file → `Config`: upstreams joined with the known ones, keys read, links checked. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { InvalidConfig, type Problem } from './configProblem.js';
import { describeUpstream } from './configuredUpstream.js';
import type { Machine } from './folders.js';
import { matchesGlob } from './glob.js';
import { knownUpstreams } from './knownUpstreams.js';
import { nearNames } from './nearNames.js';
import { parseConfig, type ParsedConfig } from './parseConfig.js';
import { readKey } from './readKey.js';
import type { Config, Upstream } from './upstream.js';

export interface LoadedConfig {
  readonly config: Config;
  /** What does not keep the configuration from being used: a key that is not set. */
  readonly warnings: readonly Problem[];
}

export interface ConfigPlace {
  /** Absolute. */
  readonly file: string;
  /** How the file is called in what is said of it. */
  readonly shownAs: string;
  /** Whether a missing file is one without content: the default place may hold nothing yet. */
  readonly mayBeMissing: boolean;
}

/** @throws {InvalidConfig} */
export function loadConfig(place: ConfigPlace, machine: Machine): LoadedConfig {
  return readConfig(readText(place), place, machine);
}

/** @throws {InvalidConfig} where there is a file that cannot be read */
export function readText({ file, shownAs, mayBeMissing }: ConfigPlace): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' && mayBeMissing) return '';
    const why = code === 'ENOENT' ? 'there is no such file; check the path' : `it cannot be read (${String(code ?? error)})`;
    throw new InvalidConfig(shownAs, [{ at: null, text: why }]);
  }
}

/** @throws {InvalidConfig} */
export function readConfig(text: string, { file, shownAs }: ConfigPlace, machine: Machine): LoadedConfig {
  const parsed = parseConfig(text.replace(/^\uFEFF/, ''), shownAs);
  const problems: Problem[] = [];
  const warnings: Problem[] = [];
  const upstreams = new Map<string, Upstream>(knownUpstreams);
  for (const [name, configured] of Object.entries(parsed.value.upstreams)) {
    const described = describeUpstream(name, configured);
    if ('wrong' in described) {
      problems.push(parsed.complain(['upstreams', name, ...described.path], described.wrong));
      continue;
    }
    for (const warning of described.warnings) warnings.push(parsed.complain(['upstreams', name], warning));
    const { key, warning } =
      configured.key === undefined ? { key: null, warning: null } : readKey(configured.key, path.dirname(file), machine);
    if (warning !== null) warnings.push(parsed.complain(['upstreams', name, 'key'], warning));
    upstreams.set(name, { ...described.upstream, key });
  }
  problems.push(...checkRoutes(parsed, upstreams));
  if (problems.length > 0) throw new InvalidConfig(shownAs, problems);
  const { routes, retry, breaker, timeouts, concurrency, holdBytes, explain, whenExhausted } = parsed.value;
  return {
    config: { upstreams, routes, retry, breaker, timeouts, concurrency, holdBytes, explain, whenExhausted },
    warnings,
  };
}

function checkRoutes({ value, complain }: ParsedConfig, upstreams: ReadonlyMap<string, Upstream>): readonly Problem[] {
  return value.routes.flatMap(({ match, chain }, index) => {
    const problems = chain.flatMap(({ upstream }, position) =>
      upstream === '*' || upstreams.has(upstream)
        ? []
        : [complainOfUnknown(complain, ['routes', index, 'chain', position, 'upstream'], upstream, upstreams.keys())],
    );
    const before = value.routes.findIndex((earlier) => matchesGlob(earlier.match, match));
    if (before < index) {
      const earlier = value.routes[before]?.match ?? '';
      problems.push(
        complain(
          ['routes', index, 'match'],
          `"${match}" can never match, because routes[${before}] ("${earlier}") comes first and takes all of it; move it up or delete it`,
        ),
      );
    }
    return problems;
  });
}

function complainOfUnknown(
  complain: ParsedConfig['complain'],
  place: readonly (string | number)[],
  name: string,
  known: Iterable<string>,
): Problem {
  const near = nearNames(name, known);
  const remedy =
    near.length === 0 ? 'describe it under "upstreams"' : `is ${near.map((each) => `"${each}"`).join(' or ')} meant?`;
  const said = `there is no upstream "${name.slice(0, 64)}"; ${remedy}`;
  return near.length === 1 ? complain(place, said, near[0]) : complain(place, said);
}
