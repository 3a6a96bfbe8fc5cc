/** The frame of every page that a sandbox shows to a person: it says at the top that nothing here is real. */
export function sandboxPage(page: { title: string; banner: string; head?: string; body: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(page.title)}</title>
${page.head ?? ''}
</head>
<body>
<p class="banner" role="note">${escapeHtml(page.banner)}</p>
${page.body}
</body>
</html>
`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Colours and type that the sandboxes' pages share: hue 240, light and dark, no font to load. */
export const sandboxStyle = `
:root { color-scheme: light dark; --page: oklch(0.98 0.008 270); --card: #fff; --text: oklch(0.24 0.04 270);
  --quiet: oklch(0.48 0.03 270); --line: oklch(0.88 0.02 270); --brand: oklch(0.47 0.17 270); --on-brand: #fff;
  --chosen: oklch(0.94 0.03 270); --banner: oklch(0.93 0.07 85); --on-banner: oklch(0.33 0.07 70); }
@media (prefers-color-scheme: dark) { :root { --page: oklch(0.18 0.02 270); --card: oklch(0.23 0.025 270);
  --text: oklch(0.95 0.01 270); --quiet: oklch(0.75 0.02 270); --line: oklch(0.36 0.03 270);
  --brand: oklch(0.78 0.11 270); --on-brand: oklch(0.2 0.05 270); --chosen: oklch(0.32 0.05 270);
  --banner: oklch(0.36 0.06 80); --on-banner: oklch(0.94 0.05 85); } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.5 Inter, system-ui, -apple-system, "Segoe UI", sans-serif; }
.banner { margin: 0; padding: 8px 16px; background: var(--banner); color: var(--on-banner); font-size: 14px; text-align: center; }
h1, h2 { line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
button, .button { min-height: 44px; padding: 10px 20px; border: 1px solid var(--line); border-radius: 8px; font: inherit;
  font-weight: 600; color: var(--text); background: var(--card); cursor: pointer; }
.primary { background: var(--brand); border-color: var(--brand); color: var(--on-brand); }
:focus-visible { outline: 3px solid var(--brand); outline-offset: 2px; }
`;
