import { createReadStream } from 'node:fs';
import { fileTypeFromFile } from 'file-type';

/** What may be attached: what dossiers are made of. Archives, programs and documents with macros are none of it. */
export const MEDIA_TYPES = {
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type MediaType = keyof typeof MEDIA_TYPES;

export const isMediaType = (text: string): text is MediaType => Object.hasOwn(MEDIA_TYPES, text);

/** What is no text: control characters but tab and line ends. */
const NOT_TEXT = /[\u0000-\u0008\u000B\u000E-\u001F\u007F]/;

/**
 * What a file is by its content: one of ours, the name of another type, or null when nobody knows. A table and any other text cannot
 * be told apart: both are `text/plain`.
 */
export async function mediaTypeOf(file: string): Promise<string | null> {
  const found = await fileTypeFromFile(file);
  if (found !== undefined) return found.mime;
  return (await isText(file)) ? 'text/plain' : null;
}

/** True when the declared type and what the content shows may be the same thing. */
export const agrees = (declared: MediaType, found: string | null): boolean =>
  declared === found || (declared === 'text/csv' && found === 'text/plain');

async function isText(file: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file)) if (NOT_TEXT.test(decoder.decode(chunk as Buffer, { stream: true }))) return false;
    return !NOT_TEXT.test(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) return false; // Not UTF-8.
    throw error;
  }
}
