/** An event of a newer build in words: what it is, and what to do about it. */
export interface Unknown {
  readonly type: string;
  readonly version: number;
  /** The newest version of the type that this build reads; 0: it knows no such type. */
  readonly known: number;
}

export const unknownEventText = ({ type, version, known }: Unknown, stream?: string) => ({
  vi: `${stream === undefined ? '' : `${stream}: `}sự kiện ${type} phiên bản ${version} do bản Tiendo mới hơn ghi, bản này ${
    known === 0 ? 'không biết loại sự kiện đó' : `chỉ đọc đến phiên bản ${known}`
  }; hãy nâng cấp rồi chạy lại`,
  en: `${stream === undefined ? '' : `${stream}: `}event ${type} version ${version} was written by a newer Tiendo, this one ${
    known === 0 ? 'knows no such event' : `reads up to version ${known}`
  }; upgrade and run this again`,
});
