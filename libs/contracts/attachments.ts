/** `POST /api/v1/attachments`: a stored file. An act binds it to a record by these four values. */
export interface Attachment {
  /** SHA-256 of the bytes, lower-case hex. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly mediaType: string;
  /** The file's name as people see it, cleaned. */
  readonly name: string;
}
