import type { WordedGroup, WordedItem, WordedMail } from './worded-mail.ts';

/**
 * Nothing is fetched from anywhere, and nothing depends on the sheet: a reader that drops it has headings, tables and links in order.
 * Both schemes have a contrast of at least 4.5 to 1; urgency is said in words, colour only repeats it.
 */
const STYLE = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0}
.mail{max-width:44rem;margin:0 auto;padding:16px;font:16px/1.5 system-ui,'Segoe UI',Roboto,'Noto Sans',Arial,sans-serif;color:#16222c;background:#ffffff}
.mail p{margin:0 0 12px}
.mail a{color:#0b5a8f}
.mail h1{margin:0 0 12px;font-size:20px;line-height:1.3}
.mail h2{margin:24px 0 4px;font-size:17px}
.mail table{width:100%;border-collapse:collapse}
.mail th,.mail td{padding:8px 0 0;text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}
.mail thead th{padding-bottom:4px;border-bottom:2px solid #8894a0;font-size:14px;color:#4a5864}
.mail .due{width:8.5em;padding-left:12px;text-align:right;overflow-wrap:normal}
.mail .more td{padding:2px 0 10px;border-bottom:1px solid #d3dae0;font-size:14px;color:#4a5864}
.mail tbody:last-child .more td{border:0}
.mail .more p{margin:0;font-size:16px;color:#16222c}
.mail ul{margin:0;padding:0 0 0 18px}
.mail .late{color:#a3200d}
.mail .today{color:#7a4b00}
.mail .soon{color:#0b5a8f}
.mail .note{padding:8px 12px;border-left:4px solid #7a4b00}
.mail footer{margin-top:24px;padding-top:12px;border-top:1px solid #d3dae0;font-size:14px;color:#4a5864;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){
body{background:#12181d}
.mail,.mail .more p{color:#e6ecf1;background:#12181d}
.mail a,.mail .soon{color:#8cc7f2}
.mail thead th,.mail .more td,.mail footer{color:#b4c0ca}
.mail thead th{border-color:#6b7883}
.mail .more td,.mail footer{border-color:#3a4650}
.mail .late{color:#ff9c8a}
.mail .today{color:#f2c063}
.mail .note{border-color:#f2c063}
}`.trim();

export const htmlOf = (mail: WordedMail): string =>
  [
    `<!doctype html>\n<html lang="${mail.language}">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">`,
    `<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">`,
    `<title>${escaped(mail.subject)}</title>\n<style>\n${STYLE}\n</style>\n</head>`,
    `<body>\n<main class="mail" lang="${mail.language}">`,
    `<h1>${escaped(mail.subject)}</h1>`,
    `<p>${escaped(mail.greeting)}</p>\n<p>${escaped(mail.intro)}</p>`,
    ...mail.notes.map((note) => `<p class="note">${escaped(note)}</p>`),
    ...mail.groups.map((group) => groupHtml(group, mail)),
    `<footer>\n<p>${escaped(mail.read)} ${link(mail.consoleUrl, mail.consoleUrl)}</p>`,
    ...mail.why.map((line) => `<p>${escaped(line)}</p>`),
    `<p>${escaped(mail.delivery)}</p>\n</footer>\n</main>\n</body>\n</html>\n`,
  ].join('\n');

const groupHtml = ({ urgency, heading, items }: WordedGroup, { columns }: WordedMail): string =>
  [
    `<h2 class="${urgency}">${escaped(heading)}</h2>`,
    `<table>\n<thead><tr><th scope="col">${escaped(columns.what)}</th><th scope="col" class="due">${escaped(columns.due)}</th></tr></thead>`,
    ...items.map((item) => itemHtml(item, urgency)),
    '</table>',
  ].join('\n');

const itemHtml = ({ owed, code, about, url, due, left, mark, details }: WordedItem, urgency: string): string =>
  [
    `<tbody>\n<tr><th scope="rowgroup"><strong>${escaped(owed)}</strong><br>${link(url, code)}</th>`,
    `<td class="due">${escaped(due)}<br><strong class="${urgency}">${unbroken(left)}</strong>${mark === null ? '' : `<br>${escaped(mark)}`}</td></tr>`,
    `<tr class="more"><td colspan="2"><p>${escaped(about)}</p><ul>${details.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul></td></tr>\n</tbody>`,
  ].join('\n');

/** A number stays with what it counts. */
const unbroken = (text: string): string => escaped(text).replace(/(\d) /g, '$1&nbsp;');
const link = (url: string, text: string): string => `<a href="${escaped(url)}">${escaped(text)}</a>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
