/** Longest address that a mail server takes: RFC 5321, 4.5.3.1.3, less its two angle brackets. */
export const EMAIL_CHARS_MAX = 254;
/** RFC 5321, 4.5.3.1.1. */
const LOCAL_CHARS_MAX = 64;

/** A dot-atom of RFC 5322, 3.2.3, in ASCII: no quoted text, no comment, nothing that a header would take for its end. */
const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** A label of a host name; a domain in other letters comes in its ASCII form (`xn--…`). */
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** True of an address that can stand in a header as it is: one `@`, ASCII, a domain of at least two labels that is no number. */
export function isEmail(text: string): boolean {
  if (text.length > EMAIL_CHARS_MAX) return false;
  const [local = '', domain = '', ...more] = text.split('@');
  if (more.length > 0 || local.length > LOCAL_CHARS_MAX || !LOCAL.test(local)) return false;
  const labels = domain.split('.');
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) && /[A-Za-z]/.test(labels.at(-1) ?? '');
}
