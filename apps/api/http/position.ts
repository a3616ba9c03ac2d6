/** The header by which a caller learns of which position an answer is; nothing for an empty log. */
export const positionHeader = (position: string | null): Record<string, string> =>
  position === null ? {} : { 'Tiendo-Position': position };

const POSITION = /^([0-9]{1,20}|[0-9]{40})$/;

/** Whether a log may have handed it out: 16 digits one in a file, 40 one in a server; fewer are compared as text and harmless. */
export const isPosition = (text: string): boolean => POSITION.test(text);
