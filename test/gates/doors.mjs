/**
 * The doors between the rooms, for dependency-cruiser: each says "from this room, to nothing that is not on its list", so a new
 * folder is closed by default. `doors.test.ts` proves that each goes red.
 */
/** @type {Record<string, { own: string[], files?: string[], packages: string[], modules?: string[], node?: boolean }>} */
const rooms = {
  engine: { own: [], packages: ['zod'] },
  tools: { own: ['engine'], packages: ['zod', 'yaml', 'jsonc-parser', '@decimalturn/toml-patch'] },
  watch: { own: ['engine', 'tools'], packages: ['chokidar'], node: true },
  incidents: { own: ['engine'], packages: ['zod'] },
  endpoint: {
    own: ['engine'],
    packages: ['undici', 'zod', 'eventsource-parser', 'prom-client', 'jsonc-parser', 'yaml'],
    node: true,
  },
  fixes: { own: ['engine', 'tools'], packages: ['zod', 'proper-lockfile'], node: true },
  panel: { own: [], files: ['src/engine/model.ts', 'src/engine/text.ts'], packages: ['zod', '@vscode/l10n'] },
  cli: {
    own: ['engine', 'tools', 'watch', 'incidents', 'endpoint', 'fixes'],
    files: ['media/l10n/bundle.l10n.zh-cn.json', 'media/l10n/terminal.zh-cn.json'],
    packages: ['zod', 'commander', 'picocolors', '@vscode/l10n'],
    node: true,
  },
  vscode: {
    own: ['engine', 'tools', 'watch', 'incidents', 'endpoint', 'fixes'],
    files: ['src/panel/messages.ts'],
    packages: ['zod', '@types/vscode'],
    modules: ['vscode'],
    node: true,
  },
};

/** @param {string} text */
const escape = (text) => text.replaceAll(/[.+*?^${}()|[\]\\/]/g, String.raw`\$&`);

const doors = Object.entries(rooms).map(([room, { own, files = [], packages, modules = [], node = false }]) => ({
  name: `door-${room}`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: {
    pathNot: [
      ...[room, ...own].map((name) => `^src/${name}/`),
      ...files.map((file) => `^${escape(file)}$`),
      ...packages.map((name) => `^node_modules/${escape(name)}/`),
      ...modules.map((name) => `^${escape(name)}$`),
    ],
    ...(node ? { dependencyTypesNot: ['core'] } : {}),
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...doors,
    {
      name: 'no-stray-rooms',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(rooms).join('|')})/` },
      to: {},
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // A package that is nothing but a module names only this condition.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
