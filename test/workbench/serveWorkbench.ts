/** A running browser-hosted VS Code with extensions in it. */
import path from 'node:path';
import type { CodeServer } from './codeServer.js';
import { editorEnvironment } from './editorEnvironment.js';
import { runToEnd, startGroup } from './processGroup.js';
import type { Scratch } from './scratch.js';

export interface Workbench {
  readonly url: string;
  /** Resolves when the server has ended, on whoever's account. */
  readonly ended: Promise<unknown>;
  readonly end: () => Promise<void>;
}

export interface ServeOptions {
  readonly server: CodeServer;
  readonly scratch: Scratch;
  /** Paths of `.vsix` files. */
  readonly extensions: readonly string[];
  /** 0 takes a free one. */
  readonly port: number;
  /** Added to the server's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** As `zh-cn`; without it English. */
  readonly language?: string | undefined;
  /** The workspace is not trusted, and stays so until a person says otherwise. */
  readonly isRestricted?: boolean;
  readonly signal?: AbortSignal | undefined;
}

const START_LIMIT_MS = 60_000;

export async function serveWorkbench({
  server,
  scratch,
  extensions,
  port,
  env: added,
  language = 'en',
  isRestricted = false,
  signal,
}: ServeOptions): Promise<Workbench> {
  // The server leaves its sockets behind. On macOS their paths would become too long for a socket.
  const sockets = process.platform === 'darwin' ? {} : { TMPDIR: scratch.temporary, XDG_RUNTIME_DIR: scratch.temporary };
  const env = editorEnvironment({ HOME: scratch.home, ...sockets, ...added });
  const profile = [
    '--config',
    path.join(scratch.home, 'code-server.yaml'),
    '--user-data-dir',
    scratch.userData,
    '--extensions-dir',
    scratch.extensions,
  ];
  const installs = extensions.flatMap((file) => ['--install-extension', file]);
  await runToEnd(server.node, [server.entry, ...profile, ...installs], { env, signal });

  const group = startGroup(
    server.node,
    [
      server.entry,
      ...profile,
      '--auth',
      'none',
      '--bind-addr',
      `127.0.0.1:${port}`,
      '--disable-telemetry',
      '--disable-update-check',
      ...(isRestricted ? [] : ['--disable-workspace-trust']),
      '--locale',
      language,
      scratch.workspace,
    ],
    { env },
  );
  const abort = (): void => void group.end();
  signal?.addEventListener('abort', abort);
  try {
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      const url = /HTTP server listening on (http:\S+)/u.exec(group.output())?.[1];
      if (url) return { url, ended: group.ended, end: group.end };
      if (group.isOver() || Date.now() > deadline) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    signal?.removeEventListener('abort', abort);
  }
  await group.end();
  signal?.throwIfAborted();
  throw new Error(`code-server did not start to listen:\n${group.output().trimEnd()}`);
}
