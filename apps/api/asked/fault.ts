/** What can be wrong with one field of a body. The codes are stable; docs/reference/http.md lists them. */
export type FaultCode =
  | 'type'
  | 'required'
  | 'unknown-field'
  | 'blank'
  | 'too-long'
  | 'control-char'
  | 'invisible-char'
  | 'too-many-marks'
  | 'mixed-script'
  | 'pattern'
  | 'choice'
  | 'number-form'
  | 'range'
  | 'decimals'
  | 'date'
  | 'month'
  | 'too-many-items'
  | 'too-few-items';

export interface Fault {
  readonly code: FaultCode;
  /** A sentence for whoever writes the client. */
  readonly detail: string;
  /** Place inside the field, as a JSON Pointer; absent: the field itself. */
  readonly at?: string;
}

/** Null: nothing is wrong. */
export type Judge = (value: unknown, owner: object) => Fault | null;

export const fault = (code: FaultCode, detail: string, at?: string): Fault => ({ code, detail, ...(at === undefined ? {} : { at }) });

/** class-validator carries one text per rule: code, place and sentence travel in it. */
export const packed = ({ code, detail, at = '' }: Fault): string => `${code}|${at}|${detail}`;

export function unpacked(message: string): Fault | null {
  const [, code, at, detail] = /^([a-z-]+)\|([^|]*)\|(.*)$/s.exec(message) ?? [];
  return code === undefined || detail === undefined ? null : fault(code as FaultCode, detail, at === '' ? undefined : at);
}
