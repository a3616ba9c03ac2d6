import type { ProblemKind } from './problem-kind.ts';

/** The page of one problem under docs/problems; a test keeps the files equal to this. */
export function problemPage(code: string, { status, title, detail, remedy }: ProblemKind): string {
  return `# ${code}

${status} · ${title}

| | Tiếng Việt | English |
|---|---|---|
| What it says | ${cell(detail.vi)} | ${cell(detail.en)} |
| What to do | ${cell(remedy.vi)} | ${cell(remedy.en)} |

Clients branch on \`code\` or \`type\` (\`/problems/${code}\`); \`detail\` is for people and follows \`Accept-Language\`.
`;
}

/** The page of all problems. */
export function problemList(kinds: Readonly<Record<string, ProblemKind>>): string {
  const rows = Object.entries(kinds)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, title }]) => `| [${code}](${code}.md) | ${status} | ${title} |`);
  return `# Problems

Every refusal of the API is one of these (RFC 9457, \`application/problem+json\`). The table and its pages are written by
\`node dist/test/api/write-reference.js\`; a test keeps them equal to what the API says.

| Code | Status | Title |
|---|---|---|
${rows.join('\n')}
`;
}

/** The same as a small page of HTML, for who follows a problem's \`type\`. */
export function problemHtml(code: string, { status, title, detail, remedy }: ProblemKind): string {
  const text = (value: string): string => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${code} · Tiendo</title></head>
<body><h1>${code}</h1>
<p>${status} · <span lang="en">${text(title)}</span></p>
<p>${text(bare(detail.vi))}</p><p>${text(remedy.vi)}</p>
<div lang="en"><p>${text(bare(detail.en))}</p><p>${text(remedy.en)}</p></div>
</body></html>
`;
}

const bare = (detail: string): string => detail.replace(/\{(\w+)(:\w+)?\}/g, '{$1}');
const cell = (detail: string): string => bare(detail).replaceAll('|', String.raw`\|`);
