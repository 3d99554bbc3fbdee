/** A place's folder and the segments below it, as a pattern over paths. */
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Environment } from '../tools/tool.js';

export class PathPattern {
  readonly root: string;
  readonly #platform: Environment['platform'];
  readonly #segments: readonly RegExp[];
  readonly #text: string;

  constructor(platform: Environment['platform'], root: string, segments: readonly string[]) {
    this.root = root;
    this.#platform = platform;
    this.#segments = segments.map((segment) => nameExpression(segment, platform));
    this.#text = join(root, ...segments);
  }

  /** With its `*`, for a person. */
  toString(): string {
    return this.#text;
  }

  get depth(): number {
    return this.#segments.length;
  }

  matchesAt(depth: number, name: string): boolean {
    return this.#segments[depth]?.test(name) ?? false;
  }

  /** Whether the path may be one of the place's files. */
  matches(path: string): boolean {
    if (!this.#isNear(path)) return false;
    const names = namesBelow(this.root, path);
    return names?.length === this.#segments.length && names.every((name, depth) => this.matchesAt(depth, name));
  }

  /** Whether such a file may lie below the path. */
  leadsOn(path: string): boolean {
    if (!this.#isNear(path)) return false;
    const names = namesBelow(this.root, path);
    if (names) return names.length < this.#segments.length && names.every((name, depth) => this.matchesAt(depth, name));
    return namesBelow(path, this.root) !== null;
  }

  /** Quick: a folder of temporary files tells of thousands of paths a second, and each is held against every pattern. */
  #isNear(path: string): boolean {
    return this.#platform === 'win32' || path.startsWith(this.root) || this.root.startsWith(path);
  }

  /** The folders between the root and the file-system's own, nearest first. */
  *ancestors(): Generator<string> {
    for (let path = this.root; ; path = dirname(path)) {
      yield path;
      if (path === dirname(path)) return;
    }
  }
}

/** The names that lead from a folder to a path in it; null where it lies elsewhere. Both may be written with `/` on Windows, as chokidar does. */
function namesBelow(folder: string, path: string): string[] | null {
  const rest = relative(folder, path);
  if (rest === '') return [];
  return rest === '..' || rest.startsWith('..' + sep) || isAbsolute(rest) ? null : rest.split(sep);
}

/** `*` is any run of characters within one name. Windows tells no case from the other. */
function nameExpression(segment: string, platform: Environment['platform']): RegExp {
  const pieces = segment.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${pieces.join('.*')}$`, platform === 'win32' ? 'is' : 's');
}
