import { workspace } from 'vscode';
import * as z from 'zod/mini';
import type { NetworkChoice } from './spawnEndpoint.js';

const Text = z.string().check(z.minLength(1));

/** How the editor's own settings have it reach the network. What is not valid in them counts as absent, as it does to the editor. */
export function readNetwork(): NetworkChoice {
  const http = workspace.getConfiguration('http');
  const proxy = http.get('proxySupport') === 'off' ? null : Text.safeParse(http.get('proxy'));
  const hosts = z.array(Text).safeParse(http.get('noProxy'));
  return {
    proxy: proxy?.success ? proxy.data : null,
    bypass: hosts.success && hosts.data.length > 0 ? hosts.data.join(',') : null,
    strictSsl: http.get('proxyStrictSSL') !== false,
  };
}
