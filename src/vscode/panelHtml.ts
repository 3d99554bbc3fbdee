import { randomBytes } from 'node:crypto';

/** Addresses as the webview sees them. */
export interface PanelAssets {
  readonly script: string;
  readonly style: string;
  /** `webview.cspSource` */
  readonly source: string;
}

/** What the page speaks: `env.language`, and `l10n.bundle`, which is undefined for English. */
export interface PanelLanguage {
  readonly language: string;
  readonly bundle: Readonly<Record<string, unknown>> | undefined;
}

/** The panel's page: nothing but its script and its style; nothing inline, nothing remote. */
export function panelHtml({ script, style, source }: PanelAssets, { language, bundle }: PanelLanguage): string {
  const nonce = randomBytes(16).toString('base64url');
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}`;
  // Without a bundle the page is in English, whatever the editor speaks.
  const spoken = bundle ? `lang="${quote(language)}" data-l10n="${quote(JSON.stringify(bundle))}"` : 'lang="en"';
  return `<!DOCTYPE html>
<html ${spoken}>
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

function quote(attribute: string): string {
  return attribute.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
