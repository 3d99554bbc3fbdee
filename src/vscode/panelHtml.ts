import { randomBytes } from 'node:crypto';

/** Addresses as the webview sees them. */
export interface PanelAssets {
  readonly script: string;
  readonly style: string;
  /** `webview.cspSource` */
  readonly source: string;
}

/** The panel's page: nothing but its script and its style; nothing inline, nothing remote. */
export function panelHtml({ script, style, source }: PanelAssets): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Unwrap</title>
</head>
<body>
<main id="page"></main>
<div id="announcer" role="status" aria-live="polite"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
