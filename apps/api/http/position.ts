/** The header by which a caller learns of which position an answer is; nothing for an empty log. */
export const positionHeader = (position: string | null): Record<string, string> =>
  position === null ? {} : { 'Tiendo-Position': position };
