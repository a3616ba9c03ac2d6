import { MEDIA_TYPES, type MediaType } from '#attachments/media-type';

/** Longest name that file systems take, in bytes of UTF-8. */
const BYTES_MAX = 255;

/** What file systems forbid, what is not seen, and what turns text around. */
const UNWANTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}"*:<>?|]/gu;
/** Devices of Windows, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(\.|$)/i;

const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' });

/**
 * The name that people may be shown and may save a file under: no path, nothing unseen, an extension of its type. Null: nothing is
 * left of it.
 */
export function cleanedName(given: string, mediaType: MediaType): string | null {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = trimmed(last.replace(UNWANTED, '').replace(/\p{Zs}+/gu, ' '));
  const extensions: readonly string[] = MEDIA_TYPES[mediaType];
  const dot = plain.lastIndexOf('.');
  const own = dot < 0 ? '' : plain.slice(dot + 1).toLowerCase();
  const stem = extensions.includes(own) ? trimmed(plain.slice(0, dot)) : plain;
  if (stem === '') return null;
  const extension = extensions.includes(own) ? plain.slice(dot) : `.${extensions[0]}`;
  const safe = RESERVED.test(`${stem}.`) ? `_${stem}` : stem;
  return `${cut(safe, BYTES_MAX - Buffer.byteLength(extension))}${extension}`;
}

const trimmed = (text: string): string => text.replace(/^[\s.]+|[\s.]+$/g, '');

/** As many whole graphemes as the bytes hold. */
function cut(text: string, bytesMax: number): string {
  if (Buffer.byteLength(text) <= bytesMax) return text;
  let [kept, bytes] = ['', 0];
  for (const { segment } of graphemes.segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > bytesMax) break;
    kept += segment;
  }
  return trimmed(kept);
}
